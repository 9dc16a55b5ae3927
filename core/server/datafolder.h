#pragma once
// Where things are in our data folder, and the signing key in it. Any thread; reading the key touches the disk.
//
//   app.db           the database (with app.db-wal and app.db-shm beside it while it is open)
//   secret.bin       64 bytes, signing key of all tokens
//   public/          static files and pictures
//   <language>.tlk   talk files         coalesced.json   game settings override
//   talk-<language>.json, overrides.json  the operator's own on top of them
//   shop.xml, entitlements.json, ent_enc.txt  imported tables
//   content-slots.json  where imported content came from
//   terms_of_service.html, privacy_policy.html
//   redirector.key, redirector.crt      own throw-away identity of the legacy record layer
//   tunnels.json     datagram tunnels, for the next start
//   announcements.json  what is to be said to players later
//   logs/            our logs

#include <core/base/random.h>
#include <core/base/result.h>
#include <core/base/secret.h>
#include <core/server/status.h>
#include <core/storage/storeerror.h>

#include <QString>

namespace server {

class DataFolder
{
public:
    explicit DataFolder(const QString &path);

    [[nodiscard]] QString path() const { return m_path; }
    [[nodiscard]] QString database() const { return file(u"app.db"); }
    [[nodiscard]] QString secret() const { return file(u"secret.bin"); }
    [[nodiscard]] QString publicFiles() const { return file(u"public"); }
    [[nodiscard]] QString talkFile(QStringView language) const; // empty when `language` is no plain word
    [[nodiscard]] QString coalesced() const { return file(u"coalesced.json"); }
    [[nodiscard]] QString termsOfService() const { return file(u"terms_of_service.html"); }
    [[nodiscard]] QString privacyPolicy() const { return file(u"privacy_policy.html"); }
    [[nodiscard]] QString redirectorKey() const { return file(u"redirector.key"); }
    [[nodiscard]] QString redirectorCertificate() const { return file(u"redirector.crt"); }
    [[nodiscard]] QString announcements() const { return file(u"announcements.json"); }
    [[nodiscard]] QString tunnels() const { return file(u"tunnels.json"); }
    [[nodiscard]] QString logs() const { return file(u"logs"); }

    // The 64 bytes of secret.bin; the first 64 of a longer file. A missing one is made, readable by the owner only.
    // One that is shorter or cannot be read is an error and stays as it is: a new key would sign everybody out.
    [[nodiscard]] base::Result<base::Secret, StartError> loadSecret(base::Random &random) const;

private:
    [[nodiscard]] QString file(QStringView name) const;
    QString m_path;
};

inline constexpr qsizetype kSecretSize = 64;

// What to tell about a database that could not be opened.
[[nodiscard]] StartError startErrorFrom(const storage::OpenError &error);

} // namespace server
