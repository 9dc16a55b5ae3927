#include <core/storage/answerbox.h>
#include <tests/support/answers.h>
#include <tests/support/quiet.h>

#include <thread>

using namespace storage;

namespace {

AnswerBox::Answer answer(quint64 ticket, int value)
{
    return {ticket, std::make_unique<AnswerBox::TypedValue<int>>(value)};
}

void post(const std::shared_ptr<AnswerBox::Address> &address, quint64 ticket, int value)
{
    std::vector<AnswerBox::Answer> answers;
    answers.push_back(answer(ticket, value));
    address->post(std::move(answers));
}

} // namespace

class TestAnswerBox : public test::QuietTest
{
    Q_OBJECT

private Q_SLOTS:
    void answersComeFromTheEventLoop();
    void anotherThreadAnswers();
    void nothingIsCalledWhenTheBoxIsGone();
    void aCallbackMayDestroyTheBox();
    void aCallbackMayAskAgain();
};

void TestAnswerBox::answersComeFromTheEventLoop()
{
    AnswerBox box;
    QList<int> got;
    const quint64 first = box.expect<int>([&](int value) { got.append(value); });
    const quint64 second = box.expect<int>([&](int value) { got.append(value); });
    post(box.address(), second, 2);
    post(box.address(), first, 1);
    QVERIFY(got.isEmpty());
    QCOMPARE(box.waiting(), std::size_t(2));
    test::waitUntil([&] { return got.size() == 2; });
    QCOMPARE(got, (QList<int> {2, 1}));
    QCOMPARE(box.waiting(), std::size_t(0));
}

void TestAnswerBox::anotherThreadAnswers()
{
    AnswerBox box;
    constexpr int kCount = 1000;
    int sum = 0;
    int calls = 0;
    std::vector<quint64> tickets;
    for (int i = 0; i < kCount; ++i) {
        tickets.push_back(box.expect<int>([&](int value) {
            sum += value;
            calls += 1;
        }));
    }
    std::thread worker([address = box.address(), tickets] {
        for (const quint64 ticket : tickets)
            post(address, ticket, 3);
    });
    test::waitUntil([&] { return calls == kCount; });
    worker.join();
    QCOMPARE(sum, 3 * kCount);
}

void TestAnswerBox::nothingIsCalledWhenTheBoxIsGone()
{
    auto box = std::make_unique<AnswerBox>();
    const auto address = box->address();
    bool called = false;
    const quint64 early = box->expect<int>([&](int) { called = true; });
    const quint64 late = box->expect<int>([&](int) { called = true; });
    post(address, early, 1);
    box.reset();
    post(address, late, 2);
    QCoreApplication::processEvents();
    QVERIFY(!called);
}

void TestAnswerBox::aCallbackMayDestroyTheBox()
{
    auto box = std::make_unique<AnswerBox>();
    int calls = 0;
    const quint64 first = box->expect<int>([&](int) {
        calls += 1;
        box.reset();
    });
    const quint64 second = box->expect<int>([&](int) { calls += 1; });
    std::vector<AnswerBox::Answer> answers;
    answers.push_back(answer(first, 1));
    answers.push_back(answer(second, 2));
    box->address()->post(std::move(answers));
    test::waitUntil([&] { return calls > 0; });
    QCoreApplication::processEvents();
    QCOMPARE(calls, 1);
}

void TestAnswerBox::aCallbackMayAskAgain()
{
    AnswerBox box;
    int last = 0;
    const quint64 first = box.expect<int>([&](int value) {
        const quint64 again = box.expect<int>([&](int second) { last = second; });
        post(box.address(), again, value + 1);
    });
    post(box.address(), first, 41);
    test::waitUntil([&] { return last != 0; });
    QCOMPARE(last, 42);
}

QTEST_GUILESS_MAIN(TestAnswerBox)
#include "tst_answerbox.moc"
