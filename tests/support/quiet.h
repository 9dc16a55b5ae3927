#pragma once
// Makes unexpected warnings fail the test in which they appear. Derive a test class from QuietTest, or call
// failOnWarnings() in its init(). A warning that belongs to the test is announced before it happens:
// QTest::ignoreMessage(QtWarningMsg, "…"). Debug and info lines pass.

#include <QObject>
#include <QRegularExpression>
#include <QTest>

namespace test {

// For the test function that runs next or now; Qt Test forgets it when the function ends.
inline void failOnWarnings()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
}

class QuietTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { failOnWarnings(); }
};

} // namespace test
