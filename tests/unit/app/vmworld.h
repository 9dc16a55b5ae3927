#pragma once
// The view-models over fakes, without a window.

#include "fakebackend.h"

#include <app/hostviewmodel.h>
#include <app/joinviewmodel.h>
#include <app/settingsviewmodel.h>
#include <app/shellviewmodel.h>

#include <QCoreApplication>
#include <QTranslator>

#include <memory>

struct VmWorld
{
    explicit VmWorld(const QJsonObject &remembered = {})
    {
        store.object = remembered;
        if (words.load(QStringLiteral(":/relaydeck/i18n/relaydeck_en.qm")))
            QCoreApplication::installTranslator(&words);
        settings = std::make_unique<app::SettingsViewModel>(store, QStringLiteral("/data"));
        host = std::make_unique<app::HostViewModel>(backend, *settings, clock);
        join = std::make_unique<app::JoinViewModel>(backend, *settings, clock);
        shell = std::make_unique<app::ShellViewModel>(*host, *join, *settings);
    }

    [[nodiscard]] QString toast(int row) const
    {
        auto *toasts = shell->toasts();
        return toasts->data(toasts->index(row), app::ToastsModel::TextRole).toString();
    }
    void runToast(int row) const
    {
        auto *toasts = shell->toasts();
        toasts->run(toasts->data(toasts->index(row), app::ToastsModel::IdRole).toInt());
    }

    QTranslator words;
    fakes::MemoryStore store;
    fakes::StillClock clock;
    fakes::FakeBackend backend;
    std::unique_ptr<app::SettingsViewModel> settings;
    std::unique_ptr<app::HostViewModel> host;
    std::unique_ptr<app::JoinViewModel> join;
    std::unique_ptr<app::ShellViewModel> shell;
};
