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

// --- player data
void loadSettings(GameClient &game, Done done);   // exactly what was saved before; nothing for a new account
void saveSettings(GameClient &game, Done done);   // one request for each row
void changeSettings(GameClient &game, Done done); // overwrites some rows, as after a match

} // namespace gameclient::steps
