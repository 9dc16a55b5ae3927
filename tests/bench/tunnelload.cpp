// relaydeck-tunnelload udp|http COMMAND…, or: udp --server PORT COMMAND…
//
// Opens two tunnels, gives their sockets to another program to load them, and waits for it. The relay is ours, in this
// process and without the limits of a player; with --server the datagrams go to a program of somebody else at that port
// of this computer, which must answer Initiate: for comparison. In the command {a} and {b} become the numbers of the
// inherited sockets of sender and receiver, {id} the sender's tunnel. Unix only.

#include <tests/bench/tunnelrig.h>

#include <QCoreApplication>

#include <cstdio>
#include <cstdlib>

namespace {

int run(QByteArray command, const bench::Ends &ends)
{
    command.replace("{a}", QByteArray::number(ends.a->get()));
    command.replace("{b}", QByteArray::number(ends.b->get()));
    command.replace("{id}", QByteArray::number(ends.idA));
    return std::system(command.constData()) == 0 ? 0 : 1; // NOLINT(concurrency-mt-unsafe): the only thread that does
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const bool udp = arguments.value(1) == QLatin1String("udp");
    const bool elsewhere = udp && arguments.value(2) == QLatin1String("--server");
    const QByteArray command = arguments.mid(elsewhere ? 4 : 2).join(QLatin1Char(' ')).toLocal8Bit();
    if (command.isEmpty() || (!udp && arguments.value(1) != QLatin1String("http"))) {
        std::fprintf(stderr, "relaydeck-tunnelload udp|http COMMAND..., or: udp --server PORT COMMAND...\n");
        return 2;
    }
    int result = 1;
    const bench::Load load = [&](const bench::Ends &ends) { result = run(command, ends); };
    if (elsewhere) {
        const quint16 port = arguments.value(3).toUShort();
        bench::Ends ends {bench::datagramSocket(port), bench::datagramSocket(port)};
        bench::openDatagramTunnels(ends);
        load(ends);
    } else if (udp) {
        bench::throughUdpServer(load);
    } else {
        bench::throughHttpTunnels(load);
    }
    return result;
}
