#pragma once
// The window's memory as one JSON file, "ui.json" in the data folder, replaced as a whole. A file that is not ours to
// understand is moved aside to "ui.json.damaged" and never overwritten: nothing a person wrote gets lost.

#include <app/uistore.h>

#include <QString>

namespace app {

class JsonUiStore final : public UiStore
{
public:
    // `folder` exists or is made with the first save.
    explicit JsonUiStore(const QString &folder);

    [[nodiscard]] QJsonObject load() override;
    [[nodiscard]] bool save(const QJsonObject &object) override;

    [[nodiscard]] QString path() const { return m_path; }

private:
    QString m_path;
};

} // namespace app
