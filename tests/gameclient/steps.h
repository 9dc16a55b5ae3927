#pragma once
// What a game does, one function a step. Each asks, checks everything the answer must hold and ends with `done`.
// Field names, types and values are those the game was built against, not those of any server's structs.

#include <tests/gameclient/gameclient.h>

namespace gameclient::steps {

// --- connecting
void findServer(GameClient &game, Done done);
void connectBlaze(GameClient &game, Done done);
void preAuth(GameClient &game, Done done);   // must be the first request of a connection
void firstPing(GameClient &game, Done done); // and one each ping period from then on
void disconnect(GameClient &game, Done done);
void openGamePort(GameClient &game, Done done); // the one its datagrams leave from, unless it is open

// --- configuration
void fetchData(GameClient &game, Done done);
void fetchMessagesConfig(GameClient &game, Done done);
void fetchEntitlementsConfig(GameClient &game, Done done);
void fetchShop(GameClient &game, Done done);
void fetchBigConfiguration(GameClient &game, Done done); // its version, and the rest if the cached one is another
void fetchTalk(GameClient &game, Done done);
void fetchUnknownConfig(GameClient &game, Done done);

// --- signing in
void legalTexts(GameClient &game, Done done);
void createAccount(GameClient &game, Done done);
void createAccountAgain(GameClient &game, Done done); // refused: the e-mail is in use
void login(GameClient &game, Done done);
void loginWrongPassword(GameClient &game, Done done);
void loginUnknownEmail(GameClient &game, Done done);
void loginNoEmail(GameClient &game, Done done);
void loginPersona(GameClient &game, Done done);
void silentLogin(GameClient &game, Done done);
void silentLoginBadToken(GameClient &game, Done done); // refused; the game then logs out and shows its login screen
void logoutAnonymous(GameClient &game, Done done);
void logout(GameClient &game, Done done);
void needsLogin(GameClient &game, Done done); // commands that are refused to a stranger

// --- at the main menu
void postAuth(GameClient &game, Done done);
void updateNetworkInfo(GameClient &game, Done done);
void updateHardwareFlags(GameClient &game, Done done);
void listEntitlements(GameClient &game, Done done);
void listEntitlementsByTag(GameClient &game, Done done);
void fetchMessages(GameClient &game, Done done);
void getLists(GameClient &game, Done done);
void getAuthToken(GameClient &game, Done done);
void setClientMetrics(GameClient &game, Done done);
void suspendPing(GameClient &game, Done done); // 20 s is too small, 90 s is granted

// --- now and then
void passwordForgot(GameClient &game, Done done);
void originLoginOff(GameClient &game, Done done); // refused: a launcher's token means nothing to this server
void getTelemetryServer(GameClient &game, Done done);
void getTickerServer(GameClient &game, Done done);
void serverInstanceOnSession(GameClient &game, Done done); // nothing to say outside of the redirector
void lookupSelf(GameClient &game, Done done);
void lookupNobody(GameClient &game, Done done);
void resumeSession(GameClient &game, Done done); // instead of a login, with the key of the last one

// --- player data
void loadSettings(GameClient &game, Done done);   // exactly what was saved before; nothing for a new account
void saveSettings(GameClient &game, Done done);   // one request for each row
void changeSettings(GameClient &game, Done done); // overwrites some rows, as after a match

// --- after a match
void sendTelemetry(GameClient &game, Done done); // one record to the connector, which never answers
void submitReport(GameClient &game, Done done);  // higher standings than before
void galaxyLogin(GameClient &game, Done done);
void galaxyRead(GameClient &game, Done done); // exactly what the account has
void galaxyIncrease(GameClient &game, Done done);
[[nodiscard]] std::uint32_t promotionsOf(const Account &account);

// --- leaderboards
void showLeaderboards(GameClient &game, Done done);      // own row, page around it, both boards
void readWholeLeaderboards(GameClient &game, Done done); // every page; ranks must be right for the whole board

} // namespace gameclient::steps
