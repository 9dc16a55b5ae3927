#include <core/session/subscriptions.h>

#include <algorithm>

namespace session {

namespace {

bool contains(const std::vector<Session *> &sessions, const Session *session)
{
    return std::find(sessions.begin(), sessions.end(), session) != sessions.end();
}

} // namespace

ExtendedData extendedDataOf(const SignedInPlayer &player)
{
    return ExtendedData::of(player.network, player.game);
}

UserIdentification identificationOf(const SignedInPlayer &player)
{
    return UserIdentification::of(player.account.id, player.account.displayName);
}

void subscribe(Session &subscriber, Session &subject)
{
    SignedInPlayer &told = *subscriber.player();
    SignedInPlayer &player = *subject.player();
    if (!contains(player.subscribers, &subscriber)) {
        player.subscribers.push_back(&subscriber);
        told.watching.push_back(&subject);
    }
    subscriber.connection().notify(userAdded, {extendedDataOf(player), identificationOf(player)});
    subscriber.connection().notify(userUpdated, {.user = player.account.id});
}

void unsubscribe(Session &subscriber, Session &subject)
{
    SignedInPlayer &player = *subject.player();
    if (std::erase(player.subscribers, &subscriber) == 0)
        return;
    std::erase(subscriber.player()->watching, &subject);
    subscriber.connection().notify(userRemoved, {.user = player.account.id});
}

void publish(Session &subject)
{
    const SignedInPlayer &player = *subject.player();
    if (player.subscribers.empty())
        return;
    const auto frame = blaze::EncodedNotification::of(extendedDataUpdate, {extendedDataOf(player), player.account.id});
    for (Session *subscriber : player.subscribers)
        subscriber->connection().notifyEncoded(frame);
}

void endWatching(Session &session, SignedInPlayer &player)
{
    for (Session *subject : player.watching) {
        // Itself: the subscribers of the detached player are told by endSubscribers().
        if (subject == &session || subject->player() == nullptr)
            continue;
        std::erase(subject->player()->subscribers, &session);
        session.connection().notify(userRemoved, {.user = subject->player()->account.id});
    }
    player.watching.clear();
}

void endSubscribers(Session &session, SignedInPlayer &player)
{
    const std::vector<Session *> subscribers = std::exchange(player.subscribers, {});
    for (Session *subscriber : subscribers) {
        if (subscriber->player() != nullptr)
            std::erase(subscriber->player()->watching, &session);
        subscriber->connection().notify(userRemoved, {.user = player.account.id});
    }
}

} // namespace session
