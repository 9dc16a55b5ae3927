#pragma once
// Error codes of replies. 0x4000–0x4FFF are global; small values belong to the component of the command, so one number
// can mean different things in different components.

#include <cstdint>

namespace blaze {

enum class Error : std::uint16_t {
    None = 0,

    // Global
    System = 0x4001,                 // undecodable request, internal error
    ComponentNotFound = 0x4002,      // never sent: unknown ones get an empty success
    CommandNotFound = 0x4003,        // never sent, likewise
    AuthenticationRequired = 0x4004, // the command needs a login
    Timeout = 0x4005,                // also: too many requests or a full queue, try again later
    Disconnected = 0x4006,
    DuplicateLogin = 0x4007,
    AuthorizationRequired = 0x4008,
    Cancelled = 0x4009,
    DatabaseSystem = 0x4065,       // storage failed, or the player is gone
    DatabaseNoConnection = 0x4068, // storage is busy
    DatabaseDuplicateEntry = 0x4069,
    DatabaseDisconnected = 0x406B,
    DatabaseTimeout = 0x406C,
    DatabaseInitFailure = 0x406D,
    DatabaseTransactionNotComplete = 0x406E,

    // Authentication
    InvalidUser = 0xB,
    InvalidPassword = 0xC,
    InvalidToken = 0xD,
    ExpiredToken = 0xE,
    Exists = 0xF,
    TooYoung = 0x10,
    NoAccount = 0x11,
    PersonaNotFound = 0x12,
    PersonaInactive = 0x13,
    InvalidParentalEmail = 0x14,
    InvalidField = 0x15,
    InvalidEmail = 0x16,
    InvalidStatus = 0x17,
    InvalidSessionKey = 0x1F,
    PersonaBanned = 0x20,
    InvalidPersona = 0x21,
    GuardianRequired = 0x2A,
    Banned = 0x2B,
    CodeRequired = 0x32,
    CodeInUse = 0x33,
    InvalidCerberusKey = 0x34,
    FieldInvalidCharacters = 0xC9,
    FieldTooShort = 0xCA,
    FieldTooLong = 0xCB,

    // Util
    SuspendTimeTooLarge = 0x12C,
    SuspendTimeTooSmall = 0x12D,
    PingSuspended = 0x12E, // the success of SuspendUserPing

    // UserSessions
    UserNotFound = 0xB, // what existing clients get; the number is InvalidUser of Authentication

    // GameManager
    InvalidGameId = 0x2,
    GameFull = 0x4,               // also: on its way to a new host, or to its end
    InvalidStateTransition = 0x5, // a state only the server may set
    PermissionDenied = 0x1E,
    PlayerNotFound = 0x65,
    AlreadyGameMember = 0x67,
    RemovePlayerFailed = 0x68,
    JoinPlayerFailed = 0x6C,
    PlayerBanned = 0x6E,
    AlreadyInQueue = 0x70,
    TeamFull = 0xFF,
};

} // namespace blaze
