#pragma once
// Joins the content library to what the sessions ask for. Network thread.

#include <core/content/gameconfiguration.h>
#include <core/content/library.h>
#include <core/content/telemetrykey.h>
#include <core/session/ports.h>

namespace server {

class ContentPort final : public session::ContentSource
{
public:
    // `library` outlives the port.
    explicit ContentPort(content::Library &library)
        : m_library(library)
    {
        for (const content::UserEntitlement &row : library.tables().userEntitlements) {
            m_owned.append({.group = row.group,
                            .id = static_cast<quint64>(row.id),
                            .project = row.project,
                            .productCatalogue = static_cast<quint32>(row.productCatalogue),
                            .product = row.product,
                            .tag = row.tag,
                            .type = static_cast<quint32>(row.type)});
        }
    }

    std::optional<Pairs> clientConfig(const QByteArray &name) override { return m_library.clientConfig(name); }
    QByteArray termsOfService() override { return m_library.termsOfService(); }
    QByteArray privacyPolicy() override { return m_library.privacyPolicy(); }
    const QList<session::OwnedEntitlement> &ownedEntitlements() override { return m_owned; }
    QByteArray telemetryDisabledCountries() override { return content::telemetryDisabledCountries(); }
    QByteArray telemetryKey() override { return content::telemetryKey(); }

private:
    content::Library &m_library;
    QList<session::OwnedEntitlement> m_owned;
};

} // namespace server
