#pragma once
// Every bound of the program, with its reason. A limit has a test at the limit and one past it.

#include <QtGlobal>

#include <chrono>

namespace base {

using namespace std::chrono_literals;

inline constexpr qsizetype KiB = 1024;
inline constexpr qsizetype MiB = 1024 * KiB;

// --- Blaze frames and sessions
inline constexpr qsizetype kFrameBodyAnonymousMax = 64 * KiB; // before login nothing of the game comes near it
inline constexpr qsizetype kFrameBodyMax = 1 * MiB;           // player-data saves stay well under 100 KiB
inline constexpr qsizetype kFrameBodyCeiling = 16 * MiB; // highest configurable value, and what a server may send us
inline constexpr auto kFrameStallDeadline = 30s;         // a started frame without progress
inline constexpr auto kFrameDeadline = 120s;             // a started frame as a whole
inline constexpr int kRequestsPendingMax = 64;           // unanswered ones; above it the socket is not read
inline constexpr qsizetype kRequestsPendingBytesMax = 2 * MiB; // their bodies; likewise
inline constexpr qsizetype kBacklogBytesMax =
    1 * MiB;                                          // read before reading stopped; a transport reads 64 KiB at a time
inline constexpr qsizetype kOutboxBytesMax = 8 * MiB; // a slower reader than this is disconnected
inline constexpr auto kUpgradeFirstFrameDeadline = 15s; // upgraded but silent
inline constexpr auto kUnauthenticatedDeadline = 10min; // a person may sit at the login screen, pinging
inline constexpr auto kPingPeriod = 15s;                // told to the game as pingPeriod
inline constexpr auto kPingSilenceMax = 60s;            // four missed pings
inline constexpr auto kPingSuspendGrace = 90s;          // granted by SuspendUserPing during long loads
inline constexpr qsizetype kPingSitesMax = 32;          // the game measures one to three; kept per session
inline constexpr auto kSessionRoundPeriod = 5s;         // one look at all deadlines; 10,000 sessions cost under 1 ms

// --- TDF
inline constexpr int kTdfNestingMax = 32;   // deepest captured message has 6 levels
inline constexpr int kTdfItemsMax = 65'536; // fields and elements of one body; bounds the memory of a tree

// --- SSLv3 (redirector)
inline constexpr qsizetype kSslPlaintextMax = 16'384;      // RFC 6101
inline constexpr qsizetype kSslHandshakeMessageMax = 4096; // from a client: a hello is < 200, a key exchange ≤ 516
inline constexpr qsizetype kSslHandshakeMessageClientMax = 65'535; // from a server: certificates
inline constexpr int kSslIdleRecordsMax = 16;                      // records in a row that carry nothing
inline constexpr auto kSslHandshakeDeadline = 10s;                 // whole handshake; trickling does not extend it
inline constexpr auto kSslSilenceDeadline = 5s;                    // connected and no byte at all
inline constexpr auto kRedirectorSessionMax = 60s; // for each frame, from the handshake or the one before
inline constexpr int kSslHandshakesMax = 32;
inline constexpr int kSslHandshakesPerAddressMax = 4; // loopback exempt
inline constexpr int kSslConnectsPerSecondPerAddress = 10;
inline constexpr int kSslHandshakesWaitingMax = 256;  // in line behind them; only from this computer
inline constexpr int kRedirectorConnectionsMax = 512; // a game stays for less than a second
inline constexpr auto kRedirectorLifetimeMax = 10min; // a whole session; the game asks once and is answered
inline constexpr qsizetype kRedirectorFrameMax = 8 * KiB;
inline constexpr qsizetype kRedirectorOutboxMax = 64 * KiB;

// --- HTTP
inline constexpr qsizetype kHttpHeadMax = 16 * KiB;
inline constexpr int kHttpHeaderCountMax = 100;
inline constexpr qsizetype kHttpBodyMax = 2 * MiB; // per route may be less
inline constexpr auto kHttpHeadDeadline = 10s;
inline constexpr auto kHttpBodyDeadline = 30s;
inline constexpr auto kHttpIdleDeadline = 120s;  // published connectors reuse a connection for 90 s
inline constexpr auto kWriteStallDeadline = 30s; // a peer that takes nothing for so long is gone

// --- Connections
inline constexpr int kListenBacklog = 4096;          // the default of 50 turns a reconnect storm into 17 s
inline constexpr int kConnectionsMax = 20'000;       // configurable (limits.connections)
inline constexpr int kConnectionsPerAddressMax = 64; // one household behind one address; loopback exempt
inline constexpr auto kCloseLinger = 2s;             // after our end, for the peer to end too
inline constexpr qsizetype kReadChunk = 64 * KiB;    // shared scratch per thread, not per connection

// --- Pipes (connector)
inline constexpr qsizetype kPipeQueuedMax = 256 * KiB; // reading stops above; measured as fast as splice()
inline constexpr auto kConnectDeadline = 5s;
inline constexpr auto kLookupDeadline = 10s;
inline constexpr qsizetype kLookupBodyMax = 64 * KiB;
inline constexpr int kRedirectsMax = 3;
inline constexpr auto kServerLinkKeepAlive = 30s;
inline constexpr auto kTunnelLinkKeepAlive = 10s; // a match must not wait for a connection that is dead
inline constexpr auto kLookupRetryPeriod = 15s;
inline constexpr int kUpgradeFailuresBeforeLookup = 3;
// Quick at first, for a server that is just starting; half a minute is soon enough for one that is off.
inline constexpr std::chrono::seconds kRetryPauses[] {1s, 2s, 4s, 8s, 15s, 30s};
inline constexpr int kRetryJitterPercent = 20;
inline constexpr int kConnectorPipesMax = 64;
inline constexpr auto kTelemetryPostDeadline = 5s;    // of one record; the next one is already waiting
inline constexpr int kTelemetryRecordsQueuedMax = 64; // of one game, the oldest goes; a minute of an ordinary match
inline constexpr auto kConnectorStopDeadline = 3s;    // what a game has sent leaves in this time or not at all
inline constexpr qsizetype kServerAddressMax = 2048;  // what browsers take as an address; longer is a paste by mistake

// --- Tunnels (server)
inline constexpr qsizetype kTunnelPayloadMax = 65'507;         // what a datagram to a game can hold
inline constexpr qsizetype kTunnelDatagramPayloadMax = 65'498; // the same inside a tunnel's datagram
inline constexpr int kTunnelsMax = 1000;                       // configurable (limits.tunnels)
inline constexpr int kTunnelPacketsPerSecond = 400;    // of one sender, configurable; a game needs about 60 to each …
inline constexpr int kTunnelPacketsBurst = 200;        // … of three others, and sends bursts of 45
inline constexpr int kTunnelBitsPerSecond = 1'000'000; // of one sender, configurable; a whole match needs 256,000
inline constexpr int kTunnelBytesBurst = 256 * 1024;   // a burst of packets, each as large as a game makes them
inline constexpr int kTunnelQueueFramesMax = 256;      // waiting for one slow receiver; the oldest go first:
inline constexpr qsizetype kTunnelQueueBytesMax = 256 * KiB; // old game packets are worthless
inline constexpr auto kTunnelRoundPeriod = 1s;               // one look at all tunnels
inline constexpr auto kTunnelKeepAlivePeriod = 10s;          // below the 30 s after which routers forget a UDP path
inline constexpr auto kTunnelSilenceMax = 40s;  // published clients show the first sign of life after 20 to 30 s
inline constexpr auto kTunnelMoveSilence = 15s; // before another address may have a tunnel; longer than a keep-alive
inline constexpr auto kTunnelIdRest = 10min; // a released id is not given out again: its last datagrams are under way
inline constexpr int kTunnelIdsRestingMax = 65'536;
inline constexpr auto kTunnelRemindPause = 5s;           // a reminded client asks for a tunnel after a second
inline constexpr int kTunnelInitiatesPerSecond = 5;      // of one address; a client asks four times in 3.5 s
inline constexpr qsizetype kTunnelInitiatorsMax = 4096;  // addresses remembered; the idlest go first
inline constexpr qsizetype kTunnelTokenMax = 256;        // tokens have 66 characters
inline constexpr std::size_t kTunnelsSavedMax = 100'000; // on disk for the next start; limits.tunnels may be higher
inline constexpr qsizetype kTunnelFileMax = 16 * MiB;    // all of them with the longest addresses take 13 MB
inline constexpr auto kTunnelSavePeriod = 5s;            // a crash loses no more than this
inline constexpr auto kTunnelRestoreMax = 10min;         // a client's router still knows the way
inline constexpr auto kTunnelNudgeMax = 24h;             // later the address may be anybody's
inline constexpr auto kTunnelUnusedMax = 24h;            // an association that no game connection used for so long

// --- Tunnels (connector)
inline constexpr auto kTunnelAskDeadline = 6s;        // asked four times by then: UDP does not get through
inline constexpr int kTunnelAskRoundsMax = 3;         // of a tunnel that had worked, before the HTTP form is taken
inline constexpr auto kTunnelServerSilence = 35s;     // three keep-alives and a half
inline constexpr auto kTunnelAskAgain = 15s;          // after taking over from another tunnel; see TunnelKeeper
inline constexpr auto kTunnelUdpRetryPeriod = 60s;    // while the HTTP form is in use …
inline constexpr auto kTunnelQuietBeforeSwitch = 30s; // … and nobody plays: a loading screen may be silent for long
inline constexpr auto kTunnelInMatch = 5s;            // game traffic in the last seconds is shown as "in match"
inline constexpr auto kTunnelPortRetryPeriod = 15s;   // while somebody else holds the local port
inline constexpr auto kTunnelLasted = 30s;            // a tunnel that is lost sooner counts as a failure
inline constexpr int kTunnelFailuresBeforeLookup = 3;

// --- Accounts
inline constexpr qsizetype kEmailMax = 254;
inline constexpr qsizetype kPasswordBytesMax = 1 * KiB; // cut off before hashing
inline constexpr qsizetype kDisplayNameMax = 99;
inline constexpr int kHashQueueMax = 32;                    // 0.64 s of work; above it "try later"
inline constexpr qsizetype kPlayerDataValueMax = 512 * KiB; // longest real value is under 100 KiB
inline constexpr qsizetype kPlayerDataKeyMax = 256;
inline constexpr int kPlayerDataRowsMax = 4096;           // per player; the game itself uses about 90
inline constexpr qsizetype kPlayerDataBytesMax = 4 * MiB; // all of a player, who loads them as one answer
static_assert(kPlayerDataBytesMax <= kOutboxBytesMax / 2);
inline constexpr int kHashMemoryKibMax = 128 * 1024; // of a stored hash we agree to compute; ours use 19 MiB
inline constexpr int kHashPassesMax = 16;
inline constexpr int kHashLanesMax = 16;
inline constexpr int kHashWorkKibMax = 512 * 1024; // memory times passes: about half a second
inline constexpr int kLoginAccountBurst = 5;       // failed tries in a row for one account …
inline constexpr int kLoginAccountPerMinute = 10;  // … and what comes back; no lock a stranger could trigger
inline constexpr int kLoginAddressBurst = 10;      // the same for one public network (/24)
inline constexpr int kLoginAddressPerMinute = 30;
inline constexpr int kLoginNeighbourBurst = 10'000; // loopback and private networks: the hash queue is the bound
inline constexpr int kLoginNeighbourPerMinute = 60'000;
inline constexpr qsizetype kLoginBudgetsMax = 65'536; // accounts or networks remembered; the idlest go first
inline constexpr int kNamesToTry = 16;                // generated names per new account; one clash is rare already

// --- Player data values, boards and reports
inline constexpr qsizetype kInventoryItemsMax = 4096; // an editor writes no further; the game has 671
inline constexpr qsizetype kReportListMax = 64;       // weapons, mods or powers of one player in a match report
inline constexpr qsizetype kBoardNameMax = 256;       // of a leaderboard, in bytes; the game's have under 30
inline constexpr qsizetype kBoardLookUpsMax = 32'768; // players asked for in one filtered request
inline constexpr qsizetype kReportPlayersMax = 64;    // players in one report of a game; a match has four
inline constexpr quint64 kStandingMax = 99'999'999;   // rating or points; a million promotions are a third of it
inline constexpr auto kMatchReportWait = 60s;         // for the progress of all its players: some save it late
inline constexpr int kMatchReportsWaitingMax = 1024;  // above it a report is written at once, with what is there
inline constexpr int kMatchReportsPerHostMax = 20;    // in one window; each stays in the database for good
inline constexpr auto kMatchReportWindow = 10min;     // a match of thirty seconds has never been

// --- Games
inline constexpr int kGamePlayersMax = 4;                // the game's own
inline constexpr qsizetype kGameAttributesMax = 64;      // of one game; the game sets about 15
inline constexpr qsizetype kGameAttributeTextMax = 256;  // key or value; the longest known has 32
inline constexpr qsizetype kGameBansMax = 256;           // of one game; the oldest is forgotten
inline constexpr qsizetype kGameDataIdsMax = 64;         // asked for at once; the game asks for one
inline constexpr qsizetype kMeshTargetsMax = 16;         // of one report; three others can be there
inline constexpr qsizetype kMatchRulesMax = 64;          // of one search; the game sends nine
inline constexpr qsizetype kMatchRuleTextMax = 256;      // likewise as short as attributes
inline constexpr qsizetype kMatchRowsBytesMax = 1 * MiB; // progress and characters of one player, kept for the report
inline constexpr auto kMeshGrace = 30s;                  // a lost connection between two games may come back
inline constexpr auto kSearchMidgameAfter = 15s;         // a search prefers lobbies for so long
inline constexpr auto kSearchMin = 10s;                  // shortest and longest a search lasts
inline constexpr auto kSearchMax = 30min;

// --- The connector's answers to the game
inline constexpr qsizetype kQosDatagramMax = 4096;    // of a probe; the game's have 20 or 1200 bytes
inline constexpr qsizetype kProxyBodyMax = 16 * MiB;  // of one answer handed on; pictures have under 1 MiB
inline constexpr auto kProxyDeadline = 20s;           // for one request handed on, redirects included
inline constexpr int kProxyRequestsMax = 8;           // under way at once, answers in memory; the game has a handful
inline constexpr qsizetype kProxyTargetMax = 8 * KiB; // of what the game asks for, path and query

// --- Asking the publisher's servers (retriever)
inline constexpr auto kRetrieverConnectDeadline = 8s;    // name look-up, connect, handshake
inline constexpr auto kRetrieverAnswerDeadline = 10s;    // for each answer
inline constexpr auto kRetrieverDeadline = 30s;          // a whole login; the game waits meanwhile
inline constexpr auto kRetrieverAddressLife = 2h;        // what the redirector said is believed so long
inline constexpr auto kRetrieverRetryPause = 10s;        // after a failed look-up of the redirector
inline constexpr int kRetrieverLoginsMax = 16;           // under way at once; above it "try later"
inline constexpr qsizetype kRetrieverFrameMax = 4 * MiB; // all data of a player in one answer; real ones have 100 KiB
inline constexpr qsizetype kOriginTokenMax = 4 * KiB;    // what the game sends has under 1 KiB

// --- Web API
inline constexpr qsizetype kLoginCodesMax = 10'000;     // living ones; more players than ever ask within half an hour
inline constexpr qsizetype kLoginCodesPerPlayerMax = 8; // a person asks again when the message was missed
inline constexpr auto kLoginCodeLifetime = 30min;       // time to leave the game's menu and find the browser
inline constexpr int kCodeAccountBurst = 3;             // each request is a message in somebody's game …
inline constexpr int kCodeAccountPerMinute = 6;         // configurable (limits.codes_per_account)
inline constexpr int kCodeAddressBurst = 10;        // requests, and wrong codes of 60 million: a guesser needs years
inline constexpr int kCodeAddressPerMinute = 30;    // configurable (limits.codes_per_address)
inline constexpr int kCodeNeighbourBurst = 100;     // several players behind one proxy or router of our own
inline constexpr int kCodeNeighbourPerMinute = 600; // in half an hour 18,000 tries of 60 million
inline constexpr int kLookupAddressBurst = 60; // look-ups of the server; each makes a token. A LAN party starts …
inline constexpr int kLookupAddressPerMinute = 120; // … at once; a connector whose server is away asks 4 times a minute
inline constexpr int kTelemetryAddressBurst = 600;       // a game sends a handful a second in a fight; four in a house
inline constexpr int kTelemetryAddressPerMinute = 1200;  // configurable (limits.telemetry_per_address)
inline constexpr int kConfigRateMax = 1'000'000;         // a minute; more is none
inline constexpr qsizetype kTelemetryBodyMax = 64 * KiB; // a record of the game cannot be longer
inline constexpr qsizetype kTelemetryQueueMax = 8192;    // events not yet written; above it they are counted as lost
inline constexpr qint64 kTelemetryRowsMax = 50'000;      // events kept; at 1 KiB each at most 50 MiB of database
inline constexpr qsizetype kTelemetryNameMax = 64;       // characters; known names have 14
inline constexpr qsizetype kTelemetryDetailsMax = 1000;  // characters; a kill has about 200
inline constexpr qint64 kTelemetryPageMax = 1000;
inline constexpr qsizetype kServerLogMax = 4 * MiB; // the newest part of the log that is sent to a browser
inline constexpr int kFileJobsMax = 16;             // reads of files that wait; above it "busy"

// --- Content
inline constexpr qsizetype kLegalTextMax = 256 * KiB;          // the originals have about 56 KiB
inline constexpr qsizetype kTalkFileMax = 4 * MiB;             // as Base64 it must fit a player's outbox
inline constexpr qsizetype kEntitlementsEncodedMax = 64 * KiB; // about 30,000 characters in the one known

inline constexpr qsizetype kCoalescedMax = 16 * MiB;        // plain; the largest known set has 420 KiB
inline constexpr qsizetype kCoalescedJsonMax = 32 * MiB;    // the known set has 1.5 MiB as indented JSON
inline constexpr qsizetype kContentValuesMax = 2'000'000;   // of one Coalesced document; about 4,000 in the known set
inline constexpr qsizetype kContentTextUnitsMax = 32 * MiB; // UTF-16 units of all texts of one file, shared ones once
inline constexpr qsizetype kContentLayerMax = 1 * MiB;      // what an operator writes by hand on top of a slot
inline constexpr qsizetype kContentNameMax = 65'535;        // bytes; the length field has 16 bits
inline constexpr qsizetype kTalkImportMax = 16 * MiB;       // read in an import; only kTalkFileMax is served
inline constexpr qsizetype kInflateRatioMax = 256;          // plain to packed; real sets have 3 to 10
inline constexpr qsizetype kChunkPairsMax = 262'144;        // pieces of 255 characters: 48 MiB of payload
inline constexpr qsizetype kImageMax = 1 * MiB;             // what the game is told to accept
inline constexpr qsizetype kShopDocumentMax = 1 * MiB;      // the known catalogue has 12 KiB
inline constexpr qsizetype kEntitlementMapMax = 1 * MiB;    // the known map has 60 KiB
inline constexpr int kEntitlementPairsMax = 8192;           // 343 in the known map
inline constexpr int kContentImportFilesMax = 20'000;       // of one folder import
inline constexpr qsizetype kContentImportBytesMax = 1024 * MiB; // of all of them together
inline constexpr qsizetype kSlotListMax = 256 * KiB;            // content-slots.json; an entry has about 300 bytes
inline constexpr qsizetype kStaticChunk = 64 * KiB;             // of a file on its way to a client, in memory at a time
inline constexpr qsizetype kAnnouncementTextMax = 1000;         // characters; a line of the game shows about 200
inline constexpr int kAnnouncementsMax = 200;                   // waiting ones
inline constexpr int kAnnouncementMarksMax = 32;                // of one countdown
inline constexpr auto kAnnouncementRepeatMin = 60s;             // more often is a nuisance
inline constexpr auto kAnnouncementAheadMax = 24h * 366;        // nobody plans a game night further ahead
inline constexpr auto kAnnouncementLateMax = 10min;             // later it would only confuse
inline constexpr qsizetype kAnnouncementFileMax = 2 * MiB;      // 200 of the longest texts, escaped

// --- Storage
inline constexpr int kStorageQueueMax = 65'536;               // jobs waiting; above it "busy"
inline constexpr int kStorageBatchMax = 256;                  // writes that share one transaction
inline constexpr qsizetype kStorageQueueBytesMax = 128 * MiB; // values waiting to be written; above it "busy"
inline constexpr auto kStorageBusyTimeout = 5s;
inline constexpr qsizetype kStorageCheckMax = 64 * MiB; // larger files are checked only before a migration
inline constexpr qint64 kPlayerPageMax = 1000;
inline constexpr qint64 kLeaderboardRowsMax = 10'000; // the game asks for 61
inline constexpr qint64 kGameReportPageMax = 1000;
inline constexpr qsizetype kImportValueMax = 16 * MiB; // one stored value of an imported database
inline constexpr int kImportNotesMax = 200;            // lines about what was not understood
inline constexpr int kImportFilesMax = 100'000;        // files below public/
inline constexpr int kImportDepthMax = 32;             // folders below public/

// --- Logs and files
inline constexpr qsizetype kLogFileMax = 4 * MiB;
inline constexpr int kLogFilesKept = 4;
inline constexpr int kLogRingLines = 2000;
inline constexpr qsizetype kLogLineMax = 4 * KiB; // characters; the rest of a longer line is counted, not kept
inline constexpr int kLogQueueMax = 8192;         // lines not yet written; above it they are counted as lost
inline constexpr auto kLogFlushDeadline = 2s;     // at the end; a blocked terminal must not hold the program
inline constexpr int kCountersMax = 512;          // names are ours; more is a fault of the program
inline constexpr qsizetype kConfigFileMax = 1 * MiB;
inline constexpr int kJsonNestingMax = 64;              // the deepest file of ours has 4 levels
inline constexpr qsizetype kConfigTextMax = 16 * KiB;   // one text of the configuration; the menu line is the longest
inline constexpr int kConfigMessagesMax = 64;           // the game shows a handful
inline constexpr int kConfigTokensMax = 1000;           // api.access_tokens
inline constexpr int kConfigGameSecondsMax = 3600;      // timers of games; nobody waits longer
inline constexpr int kConfigConnectionsMax = 1'000'000; // limits.connections; systems allow fewer
inline constexpr double kGalaxyDecayMax = 655.35;       // more takes everything in one day anyway

// --- Window
inline constexpr int kToastsMax = 3;        // more cannot be read before the first is gone
inline constexpr int kRecentServersMax = 8; // fits a small window without scrolling
inline constexpr int kServerNameMax = 40;   // fits the top bar beside the state
inline constexpr int kUiScaleMin = 80;      // percent; 11 px text stays legible
inline constexpr int kUiScaleMax = 200;
inline constexpr int kExplainedGamesMax = 50;         // nobody reads further down why a player waits
inline constexpr int kExplainedGamesLookedAt = 1'000; // of more games only the oldest are compared, ten times a second

} // namespace base
