#pragma once
// The asking side of commands: what a game, real or simulated, does. Pure functions over frames.

#include <core/blaze/command.h>
#include <core/blaze/framewriter.h>
#include <core/tdf/codec.h>

namespace blaze {

// Appends the request frame. `sequence` is 20 bits and comes back in the answer.
template <class Request, class Response>
void appendRequest(ByteBuffer &out, const Command<Request, Response> &command, std::uint32_t sequence,
                   const Request &request = {})
{
    const FrameWriter frame(out, {.component = static_cast<std::uint16_t>(command.component),
                                  .command = command.id,
                                  .type = FrameType::Request,
                                  .sequence = sequence & kSequenceMax});
    tdf::encode(request, out);
}

// The frame answers the request with this command and sequence, be it well or with an error.
template <class Request, class Response>
[[nodiscard]] bool answers(const FrameHeader &header, const Command<Request, Response> &command, std::uint32_t sequence)
{
    return (header.type == FrameType::Response || header.type == FrameType::Error) && header.key() == command.key() &&
           header.sequence == (sequence & kSequenceMax);
}

template <class Body>
[[nodiscard]] bool announces(const FrameHeader &header, const Notification<Body> &notification)
{
    return header.type == FrameType::Notify && header.key() == notification.key();
}

// What a command's answer says: the response, an error of the server, or a body that is not what it should be.
struct AnswerError
{
    Error error = Error::None;       // of an error frame
    tdf::DecodeError decodeError {}; // otherwise
};

template <class Request, class Response>
[[nodiscard]] base::Result<Response, AnswerError> decodeAnswer(const Frame &frame,
                                                               const Command<Request, Response> & /*command*/)
{
    if (frame.header.type == FrameType::Error)
        return base::failure(AnswerError {.error = static_cast<Error>(frame.header.error)});
    auto response = tdf::decode<Response>(frame.body);
    if (!response)
        return base::failure(AnswerError {.decodeError = response.error()});
    return std::move(*response);
}

template <class Body>
[[nodiscard]] base::Result<Body, tdf::DecodeError> decodeNotification(const Frame &frame,
                                                                      const Notification<Body> & /*notification*/)
{
    return tdf::decode<Body>(frame.body);
}

} // namespace blaze
