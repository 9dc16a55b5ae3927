#pragma once
// A TLS certificate for 127.0.0.1 and localhost, made anew in each test program. Link test::certificate.

#include <QSslConfiguration>

namespace test {

// For a server that shows the certificate.
[[nodiscard]] QSslConfiguration serverTls();
// For a client that trusts it.
[[nodiscard]] QSslConfiguration clientTls();
// The same as PEM files' contents.
[[nodiscard]] QByteArray certificatePem();
[[nodiscard]] QByteArray privateKeyPem();

} // namespace test
