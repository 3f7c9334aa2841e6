#include "ui/lessons/LessonPanel.h"

#include <QButtonGroup>
#include <QCheckBox>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QLocale>
#include <QPushButton>
#include <QRadioButton>
#include <QRegularExpression>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace vitrine::lessons {

namespace {

/// Paragraphs, and letters behind an underscore as subscripts.
QString html(const QString& words)
{
    static const QRegularExpression subscript(QStringLiteral("\\b(A|N|e|r|\u03c9|\u0394r|P|O)_(\\w+)"));
    QString text = words.toHtmlEscaped();
    text.replace(subscript, QStringLiteral("\\1<sub>\\2</sub>"));
    return QStringLiteral("<p>%1</p>").arg(text.replace(QStringLiteral("\n\n"), QStringLiteral("</p><p>")));
}

QLabel* makeLabel(const QString& name)
{
    auto* label = new QLabel;
    label->setObjectName(name);
    label->setTextFormat(Qt::RichText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Minimum);
    return label;
}

QPushButton* makeButton(const QString& name, const QString& text, const QString& explanation)
{
    auto* button = new QPushButton(text);
    button->setObjectName(name);
    button->setToolTip(explanation);
    return button;
}

}  // namespace

LessonPanel::LessonPanel(QWidget* parent)
    : QWidget(parent),
      m_pages(new QStackedWidget),
      m_offerList(new QListWidget),
      m_about(makeLabel(QStringLiteral("lessonAbout"))),
      m_start(makeButton(QStringLiteral("lessonStart"), tr("Start"), tr("Opens the lesson's study and begins."))),
      m_again(makeButton(QStringLiteral("lessonAgain"), tr("From the beginning"),
                         tr("Begins anew, whatever was reached before."))),
      m_problem(makeLabel(QStringLiteral("lessonProblem"))),
      m_lesson(makeLabel(QStringLiteral("lessonName"))),
      m_title(makeLabel(QStringLiteral("lessonTitle"))),
      m_text(makeLabel(QStringLiteral("lessonText"))),
      m_question(makeLabel(QStringLiteral("lessonQuestion"))),
      m_choiceArea(new QWidget),
      m_choices(new QVBoxLayout(m_choiceArea)),
      m_choice(new QButtonGroup(this)),
      m_number(new QLineEdit),
      m_predict(makeButton(QStringLiteral("lessonPredict"), tr("That is my prediction"),
                           tr("Only then the lesson goes on to the answer."))),
      m_task(makeLabel(QStringLiteral("lessonTask"))),
      m_answer(makeLabel(QStringLiteral("lessonAnswer"))),
      m_back(makeButton(QStringLiteral("lessonBack"), tr("Back"), tr("The step before."))),
      m_next(makeButton(QStringLiteral("lessonNext"), tr("Next"), tr("Goes on once this step is done."))),
      m_presenter(new QCheckBox(tr("Presenter")))
{
    makeOffers();
    makeStep();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(10, 8, 10, 8);
    column->addWidget(m_pages, 1);
}

void LessonPanel::makeOffers()
{
    m_offerList->setObjectName(QStringLiteral("lessonList"));
    m_offerList->setAccessibleName(tr("Lessons"));
    m_offerList->setWordWrap(true);
    m_problem->hide();
    auto* file = makeButton(QStringLiteral("lessonFile"), tr("Another file\u2026"),
                            tr("A lesson that a teacher wrote: a file ending in .lesson."));
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(new QLabel(tr("Each takes less than ten minutes and uses the program itself.")));
    static_cast<QLabel*>(column->itemAt(0)->widget())->setWordWrap(true);
    column->addWidget(m_offerList, 1);
    column->addWidget(m_about);
    column->addWidget(m_problem);
    column->addWidget(m_start);
    column->addWidget(m_again);
    column->addWidget(file);
    m_pages->addWidget(page);
    connect(m_offerList, &QListWidget::currentRowChanged, this, &LessonPanel::showOffer);
    connect(m_offerList, &QListWidget::itemActivated, m_start, &QPushButton::click);
    connect(m_start, &QPushButton::clicked, this, [this] { emit startWanted(m_offerList->currentRow(), false); });
    connect(m_again, &QPushButton::clicked, this, [this] { emit startWanted(m_offerList->currentRow(), true); });
    connect(file, &QPushButton::clicked, this, &LessonPanel::chooseFile);
}

void LessonPanel::makeStep()
{
    m_choices->setContentsMargins(0, 0, 0, 0);
    m_number->setObjectName(QStringLiteral("lessonNumber"));
    m_number->setAccessibleName(tr("Your prediction"));
    m_presenter->setObjectName(QStringLiteral("lessonPresenter"));
    m_presenter->setToolTip(tr("For a lecture: larger type, and only what this step needs."));
    auto* leave =
        makeButton(QStringLiteral("lessonLeave"), tr("Leave"), tr("The lesson can be resumed at this step."));

    auto* words = new QWidget;
    auto* lines = new QVBoxLayout(words);
    lines->setContentsMargins(0, 0, 6, 0);
    for (QWidget* line :
         {static_cast<QWidget*>(m_title), static_cast<QWidget*>(m_text), static_cast<QWidget*>(m_question),
          m_choiceArea, static_cast<QWidget*>(m_number), static_cast<QWidget*>(m_predict),
          static_cast<QWidget*>(m_task), static_cast<QWidget*>(m_answer)})
        lines->addWidget(line);
    lines->addStretch(1);
    auto* area = new QScrollArea;
    area->setWidget(words);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_back);
    buttons->addWidget(m_next, 1);
    auto* below = new QHBoxLayout;
    below->addWidget(m_presenter);
    below->addStretch(1);
    below->addWidget(leave);
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_lesson);
    column->addWidget(area, 1);
    column->addLayout(buttons);
    column->addLayout(below);
    m_pages->addWidget(page);
    connect(m_choice, &QButtonGroup::idClicked, this, [this] { m_predict->setEnabled(true); });
    connect(m_number, &QLineEdit::textEdited, this, [this] { m_predict->setEnabled(true); });
    connect(m_number, &QLineEdit::returnPressed, m_predict, &QPushButton::click);
    connect(m_predict, &QPushButton::clicked, this, &LessonPanel::predict);
    connect(m_back, &QPushButton::clicked, this, &LessonPanel::backWanted);
    connect(m_next, &QPushButton::clicked, this, &LessonPanel::nextWanted);
    connect(leave, &QPushButton::clicked, this, &LessonPanel::leaveWanted);
    connect(m_presenter, &QCheckBox::toggled, this, &LessonPanel::presenterWanted);
}

void LessonPanel::showOffers(const std::vector<Offer>& offers)
{
    const int row = std::max(0, m_offerList->currentRow());
    m_offers = offers;
    m_offerList->clear();
    for (const Offer& offer : offers) {
        QString line = tr("%1 (%2 min)").arg(offer.title).arg(offer.minutes);
        if (offer.done)
            line += tr(" \u2013 done");
        else if (offer.reached > 0)
            line += tr(" \u2013 step %1 of %2").arg(offer.reached + 1).arg(offer.stepCount);
        m_offerList->addItem(line);
    }
    m_offerList->setCurrentRow(std::min(row, static_cast<int>(offers.size()) - 1));
    m_problem->hide();
    m_pages->setCurrentIndex(0);
}

void LessonPanel::showOffer(int row)
{
    const bool isThere = row >= 0 && row < static_cast<int>(m_offers.size());
    m_start->setEnabled(isThere);
    m_again->setEnabled(isThere);
    if (!isThere)
        return;
    const Offer& offer = m_offers[static_cast<std::size_t>(row)];
    m_about->setText(html(offer.about));
    const bool isBegun = offer.reached > 0 && !offer.done;
    m_start->setText(isBegun ? tr("Resume at step %1").arg(offer.reached + 1) : tr("Start"));
    m_again->setVisible(isBegun);
}

void LessonPanel::showStep(const QString& lesson, const Step& step, int number, int count)
{
    m_lesson->setText(tr("%1 \u2013 step %2 of %3").arg(lesson.toHtmlEscaped()).arg(number + 1).arg(count));
    m_title->setText(QStringLiteral("<h3>%1</h3>").arg(step.title.toHtmlEscaped()));
    m_text->setText(html(step.text));
    showQuestion(step.question);
    m_answer->hide();
    m_back->setEnabled(number > 0);
    m_next->setText(number + 1 < count ? tr("Next") : tr("Finish"));
    m_pages->setCurrentIndex(1);
}

void LessonPanel::showQuestion(const std::optional<Question>& question)
{
    m_asked = question;
    for (QAbstractButton* button : m_choice->buttons()) {
        m_choice->removeButton(button);
        delete button;
    }
    m_question->setVisible(question.has_value());
    m_choiceArea->setVisible(question && !question->choices.isEmpty());
    m_number->setVisible(question && question->choices.isEmpty());
    m_predict->setVisible(question.has_value());
    m_predict->setEnabled(false);
    m_choiceArea->setEnabled(true);
    m_number->setEnabled(true);
    m_number->clear();
    if (!question)
        return;
    m_question->setText(QStringLiteral("<p><b>%1</b></p>").arg(html(question->text)));
    for (int i = 0; i < question->choices.size(); ++i) {
        auto* button = new QRadioButton(question->choices[i]);
        button->setObjectName(QStringLiteral("lessonChoice%1").arg(i + 1));
        m_choice->addButton(button, i);
        m_choices->addWidget(button);
    }
    m_number->setPlaceholderText(tr("a number, from %1 to %2").arg(question->low).arg(question->high));
}

void LessonPanel::predict()
{
    if (!m_asked)
        return;
    double number = 0;
    if (m_asked->choices.isEmpty()) {
        bool isNumber = false;
        number = QLocale::c().toDouble(m_number->text().trimmed(), &isNumber);
        if (!isNumber || !(number >= m_asked->low && number <= m_asked->high)) {
            m_task->setText(html(tr("A prediction is a number from %1 to %2, such as %3.")
                                     .arg(m_asked->low)
                                     .arg(m_asked->high)
                                     .arg(m_asked->high)));
            m_task->show();
            return;
        }
    }
    else if (m_choice->checkedId() < 0) {
        return;
    }
    m_predict->setEnabled(false);
    m_choiceArea->setEnabled(false);
    m_number->setEnabled(false);
    emit predicted(m_choice->checkedId(), number);
}

void LessonPanel::showTask(const QString& words)
{
    m_task->setText(words.isEmpty() ? QString() : html(words));
    m_task->setVisible(!words.isEmpty());
    m_next->setEnabled(words.isEmpty());
    if (words.isEmpty())
        m_next->setDefault(true);
}

void LessonPanel::showAnswer(const QString& words)
{
    m_answer->setText(html(words));
    m_answer->setVisible(!words.isEmpty());
}

void LessonPanel::showProblem(const QString& text)
{
    m_problem->setText(html(text));
    m_problem->show();
    m_pages->setCurrentIndex(0);
}

bool LessonPanel::isPresenting() const
{
    return m_presenter->isChecked();
}

void LessonPanel::endPresenting()
{
    const QSignalBlocker blocker(m_presenter);
    m_presenter->setChecked(false);
}

void LessonPanel::chooseFile()
{
    const QString file =
        QFileDialog::getOpenFileName(this, tr("A lesson"), {}, tr("Lessons of Vitrine (*.lesson)"));
    if (!file.isEmpty())
        emit fileWanted(file);
}

}  // namespace vitrine::lessons
