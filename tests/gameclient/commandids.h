#pragma once
// The commands and notifications a game uses, on its way to the multiplayer menu and inside a match.

#include <tests/gameclient/blazelink.h>

namespace gameclient {

inline constexpr std::uint32_t kLocale = 0x656E4E5A; // "enNZ"

namespace cmd {

inline constexpr CommandId kGetServerInstance {0x5, 0x1, "GetServerInstance"};

inline constexpr CommandId kCreateAccount {0x1, 0xA, "CreateAccount"};
inline constexpr CommandId kListUserEntitlements2 {0x1, 0x1D, "ListUserEntitlements2"};
inline constexpr CommandId kPasswordForgot {0x1, 0x2D, "PasswordForgot"};
inline constexpr CommandId kOriginLogin {0x1, 0x98, "OriginLogin"};
inline constexpr CommandId kGetAuthToken {0x1, 0x24, "GetAuthToken"};
inline constexpr CommandId kLogin {0x1, 0x28, "Login"};
inline constexpr CommandId kGetPrivacyPolicyContent {0x1, 0x2F, "GetPrivacyPolicyContent"};
inline constexpr CommandId kSilentLogin {0x1, 0x32, "SilentLogin"};
inline constexpr CommandId kLogout {0x1, 0x46, "Logout"};
inline constexpr CommandId kLoginPersona {0x1, 0x6E, "LoginPersona"};
inline constexpr CommandId kGetLegalDocsInfo {0x1, 0xF2, "GetLegalDocsInfo"};
inline constexpr CommandId kGetTermsOfServiceContent {0x1, 0xF6, "GetTermsOfServiceContent"};

inline constexpr CommandId kCreateGame {0x4, 0x1, "CreateGame"};
inline constexpr CommandId kAdvanceGameState {0x4, 0x3, "AdvanceGameState"};
inline constexpr CommandId kSetGameSettings {0x4, 0x4, "SetGameSettings"};
inline constexpr CommandId kSetGameAttributes {0x4, 0x7, "SetGameAttributes"};
inline constexpr CommandId kJoinGame {0x4, 0x9, "JoinGame"};
inline constexpr CommandId kRemovePlayer {0x4, 0xB, "RemovePlayer"};
inline constexpr CommandId kStartMatchmaking {0x4, 0xD, "StartMatchmaking"};
inline constexpr CommandId kCancelMatchmaking {0x4, 0xE, "CancelMatchmaking"};
inline constexpr CommandId kFinalizeGameCreation {0x4, 0xF, "FinalizeGameCreation"};
inline constexpr CommandId kReplayGame {0x4, 0x13, "ReplayGame"};
inline constexpr CommandId kUpdateGameHostMigrationStatus {0x4, 0x18, "UpdateGameHostMigrationStatus"};
inline constexpr CommandId kUpdateMeshConnection {0x4, 0x1D, "UpdateMeshConnection"};
inline constexpr CommandId kGetGameDataFromId {0x4, 0x69, "GetGameDataFromId"};
inline constexpr CommandId kAddAdminPlayer {0x4, 0x6A, "AddAdminPlayer"};

inline constexpr CommandId kGetLeaderboardGroup {0x7, 0xA, "GetLeaderboardGroup"};
inline constexpr CommandId kGetLeaderboard {0x7, 0xC, "GetLeaderboard"};
inline constexpr CommandId kGetCenteredLeaderboard {0x7, 0xD, "GetCenteredLeaderboard"};
inline constexpr CommandId kGetFilteredLeaderboard {0x7, 0xE, "GetFilteredLeaderboard"};
inline constexpr CommandId kGetLeaderboardEntityCount {0x7, 0x12, "GetLeaderboardEntityCount"};

inline constexpr CommandId kFetchClientConfig {0x9, 0x1, "FetchClientConfig"};
inline constexpr CommandId kPing {0x9, 0x2, "Ping"};
inline constexpr CommandId kGetTelemetryServer {0x9, 0x5, "GetTelemetryServer"};
inline constexpr CommandId kGetTickerServer {0x9, 0x6, "GetTickerServer"};
inline constexpr CommandId kPreAuth {0x9, 0x7, "PreAuth"};
inline constexpr CommandId kPostAuth {0x9, 0x8, "PostAuth"};
inline constexpr CommandId kUserSettingsSave {0x9, 0xB, "UserSettingsSave"};
inline constexpr CommandId kUserSettingsLoadAll {0x9, 0xC, "UserSettingsLoadAll"};
inline constexpr CommandId kSetClientMetrics {0x9, 0x16, "SetClientMetrics"};
inline constexpr CommandId kSuspendUserPing {0x9, 0x1B, "SuspendUserPing"};

inline constexpr CommandId kFetchMessages {0xF, 0x2, "FetchMessages"};
inline constexpr CommandId kGetLists {0x19, 0x6, "GetLists"};
inline constexpr CommandId kSubmitOfflineGameReport {0x1C, 0x2, "SubmitOfflineGameReport"};
inline constexpr CommandId kLookupUser {0x7802, 0xC, "LookupUser"};
inline constexpr CommandId kResumeSession {0x7802, 0x23, "ResumeSession"};
inline constexpr CommandId kUpdateHardwareFlags {0x7802, 0x8, "UpdateHardwareFlags"};
inline constexpr CommandId kUpdateNetworkInfo {0x7802, 0x14, "UpdateNetworkInfo"};

} // namespace cmd

namespace note {

inline constexpr CommandId kMatchmakingFailed {0x4, 0xA, "MatchmakingFailed"};
inline constexpr CommandId kMatchmakingAsyncStatus {0x4, 0xC, "MatchmakingAsyncStatus"};
inline constexpr CommandId kGameSetup {0x4, 0x14, "GameSetup"};
inline constexpr CommandId kPlayerJoining {0x4, 0x15, "PlayerJoining"};
inline constexpr CommandId kPlayerJoinCompleted {0x4, 0x1E, "PlayerJoinCompleted"};
inline constexpr CommandId kPlayerRemoved {0x4, 0x28, "PlayerRemoved"};
inline constexpr CommandId kHostMigrationFinished {0x4, 0x3C, "HostMigrationFinished"};
inline constexpr CommandId kHostMigrationStart {0x4, 0x46, "HostMigrationStart"};
inline constexpr CommandId kGameAttribChange {0x4, 0x50, "GameAttribChange"};
inline constexpr CommandId kGameStateChange {0x4, 0x64, "GameStateChange"};
inline constexpr CommandId kGameSettingsChange {0x4, 0x6E, "GameSettingsChange"};
inline constexpr CommandId kGameReportingIdChange {0x4, 0x71, "GameReportingIdChange"};
inline constexpr CommandId kGamePlayerStateChange {0x4, 0x74, "GamePlayerStateChange"};
inline constexpr CommandId kAdminListChange {0x4, 0xCA, "AdminListChange"};

inline constexpr CommandId kGameReportSubmitted {0x1C, 0x72, "GameReportSubmitted"};
inline constexpr CommandId kSendMessage {0xF, 0x1, "SendMessage"};
inline constexpr CommandId kExtendedDataUpdate {0x7802, 0x1, "UserSessionExtendedDataUpdate"};
inline constexpr CommandId kUserAdded {0x7802, 0x2, "UserAdded"};
inline constexpr CommandId kUserRemoved {0x7802, 0x3, "UserRemoved"};
inline constexpr CommandId kUserUpdated {0x7802, 0x5, "UserUpdated"};

} // namespace note

} // namespace gameclient
