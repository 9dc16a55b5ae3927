#pragma once
// The commands and notifications a game uses on its way to the multiplayer menu.

#include <tests/gameclient/blazelink.h>

namespace gameclient {

inline constexpr std::uint32_t kLocale = 0x656E4E5A; // "enNZ"

namespace cmd {

inline constexpr CommandId kGetServerInstance {0x5, 0x1, "GetServerInstance"};

inline constexpr CommandId kCreateAccount {0x1, 0xA, "CreateAccount"};
inline constexpr CommandId kListUserEntitlements2 {0x1, 0x1D, "ListUserEntitlements2"};
inline constexpr CommandId kGetAuthToken {0x1, 0x24, "GetAuthToken"};
inline constexpr CommandId kLogin {0x1, 0x28, "Login"};
inline constexpr CommandId kGetPrivacyPolicyContent {0x1, 0x2F, "GetPrivacyPolicyContent"};
inline constexpr CommandId kSilentLogin {0x1, 0x32, "SilentLogin"};
inline constexpr CommandId kLogout {0x1, 0x46, "Logout"};
inline constexpr CommandId kLoginPersona {0x1, 0x6E, "LoginPersona"};
inline constexpr CommandId kGetLegalDocsInfo {0x1, 0xF2, "GetLegalDocsInfo"};
inline constexpr CommandId kGetTermsOfServiceContent {0x1, 0xF6, "GetTermsOfServiceContent"};

inline constexpr CommandId kFetchClientConfig {0x9, 0x1, "FetchClientConfig"};
inline constexpr CommandId kPing {0x9, 0x2, "Ping"};
inline constexpr CommandId kPreAuth {0x9, 0x7, "PreAuth"};
inline constexpr CommandId kPostAuth {0x9, 0x8, "PostAuth"};
inline constexpr CommandId kUserSettingsSave {0x9, 0xB, "UserSettingsSave"};
inline constexpr CommandId kUserSettingsLoadAll {0x9, 0xC, "UserSettingsLoadAll"};
inline constexpr CommandId kSetClientMetrics {0x9, 0x16, "SetClientMetrics"};
inline constexpr CommandId kSuspendUserPing {0x9, 0x1B, "SuspendUserPing"};

inline constexpr CommandId kFetchMessages {0xF, 0x2, "FetchMessages"};
inline constexpr CommandId kGetLists {0x19, 0x6, "GetLists"};
inline constexpr CommandId kUpdateHardwareFlags {0x7802, 0x8, "UpdateHardwareFlags"};
inline constexpr CommandId kUpdateNetworkInfo {0x7802, 0x14, "UpdateNetworkInfo"};

} // namespace cmd

namespace note {

inline constexpr CommandId kSendMessage {0xF, 0x1, "SendMessage"};
inline constexpr CommandId kExtendedDataUpdate {0x7802, 0x1, "UserSessionExtendedDataUpdate"};
inline constexpr CommandId kUserAdded {0x7802, 0x2, "UserAdded"};
inline constexpr CommandId kUserRemoved {0x7802, 0x3, "UserRemoved"};
inline constexpr CommandId kUserUpdated {0x7802, 0x5, "UserUpdated"};

} // namespace note

} // namespace gameclient
