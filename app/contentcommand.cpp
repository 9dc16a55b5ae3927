#include <app/contentcommand.h>
#include <app/platform/datalocation.h>
#include <app/platform/standardoutput.h>
#include <app/startup.h>

#include <core/server/contentimporter.h>

#include <QCoreApplication>

namespace app {

using namespace Qt::StringLiterals;

namespace {

QString textOf(const content::ContentError &error)
{
    using Fault = content::ContentFault;
    switch (error.fault) {
    case Fault::NotRecognised:
        return u"This is no content that Relay Deck knows. %1"_s.arg(error.detail);
    case Fault::Damaged:
        return u"The content is damaged. %1"_s.arg(error.detail);
    case Fault::TooLarge:
        return u"The content is too large. %1"_s.arg(error.detail);
    case Fault::NotKept:
        return u"The content cannot be kept as it is. %1"_s.arg(error.detail);
    case Fault::WrongSlot:
        return u"The content does not fit. %1"_s.arg(error.detail);
    case Fault::NothingFound:
        return u"Nothing was found: %1. A Pocket Relay server that was never changed has no content files of its own; "
               "its content is part of its program."_s.arg(error.detail);
    case Fault::CannotRead:
        return u"The source cannot be read: %1"_s.arg(error.detail);
    case Fault::CannotWrite:
        return u"Nothing can be written into the data folder. %1"_s.arg(error.detail);
    }
    Q_UNREACHABLE();
}

void say(const QString &text)
{
    writeLine(text.toUtf8());
}

} // namespace

int runContentImport(const CommandLine &line)
{
    const QString target =
        chooseDataLocation(line.dataFolder, QCoreApplication::applicationDirPath(), platformDataFolder()).folder;
    const auto report = server::importContent(line.contentSource, line.slot, server::DataFolder(target),
                                              std::chrono::system_clock::now());
    if (!report) {
        complain(textOf(report.error()));
        complain(u"Nothing was changed."_s);
        return 1;
    }
    for (const content::SlotName &slot : report->filled)
        say(u"Filled: %1"_s.arg(slot.toString()));
    if (report->images > 0)
        say(u"Pictures: %1"_s.arg(report->images));
    if (report->publicFiles > 0)
        say(u"Other public files: %1"_s.arg(report->publicFiles));
    for (const QString &note : report->notes)
        say(u"Note: %1"_s.arg(note));
    say(u"Done. A server that runs on %1 uses it from now on."_s.arg(target));
    return 0;
}

} // namespace app
