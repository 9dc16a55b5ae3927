#pragma once
// An evening of four players: they find each other, one of them hosts, they play over the relay, the host leaves in
// the middle and the match goes on, results are handed in, the lobby opens again, and everybody leaves. What differs
// from table to table: found by matchmaking (the search begins before the match is there, or after), or by
// invitation; relayed by UDP or over HTTP.

#include <tests/gameclient/script.h>
#include <tests/gameclient/table.h>

#include <core/connector/status.h>

namespace gameclient {

// What a table does, and what each of its games does before and after.
struct Party
{
    Script before;
    TableOptions table;
    Plan plan;
    Script after;                                              // when the games of all tables have done theirs
    connector::TunnelForm relay = connector::TunnelForm::None; // how game packets are to go; None: as it comes
};

struct PartyInfo
{
    const char *name;
    const char *about;
    std::size_t seats;
};

[[nodiscard]] const std::vector<PartyInfo> &parties();
// nullopt for a name that is not in the list. `kind` makes matches of other tables different from this one's.
[[nodiscard]] std::optional<Party> partyNamed(QStringView name, int table, std::size_t seat, unsigned kind);

} // namespace gameclient
