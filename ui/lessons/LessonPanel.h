#pragma once

#include "ui/lessons/Lesson.h"

#include <QWidget>

#include <vector>

class QButtonGroup;
class QCheckBox;
class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;
class QStackedWidget;
class QVBoxLayout;

namespace vitrine::lessons {

/// Offers the lessons, and leads through one of them: words, a question that wants a prediction, and what is left
/// to do. It knows nothing of the program that it teaches.
class LessonPanel : public QWidget {
    Q_OBJECT

public:
    explicit LessonPanel(QWidget* parent = nullptr);

    /// A lesson in the list.
    struct Offer {
        QString title;
        QString about;
        int minutes = 0;
        int stepCount = 0;
        int reached = 0;  ///< step to go on with, from 0; 0: the beginning
        bool done = false;
    };
    void showOffers(const std::vector<Offer>& offers);
    /// @param words of the step and its question, values filled in
    void showStep(const QString& lesson, const Step& step, int number, int count);
    /// What remains before the learner may go on. @param words "Your turn: ..."; empty: nothing
    void showTask(const QString& words);
    void showAnswer(const QString& words);
    /// @param text what is wrong, in the place of the lesson's words
    void showProblem(const QString& text);
    bool isPresenting() const;
    void endPresenting();

signals:
    void startWanted(int lesson, bool fromTheBeginning);
    void fileWanted(const QString& file);
    /// @param choice -1 for a number
    void predicted(int choice, double number);
    void backWanted();
    void nextWanted();
    void leaveWanted();
    void presenterWanted(bool presenting);

private:
    void makeOffers();
    void makeStep();
    void showOffer(int row);
    void showQuestion(const std::optional<Question>& question);
    void predict();
    void chooseFile();

    QStackedWidget* m_pages;
    QListWidget* m_offerList;
    QLabel* m_about;
    QPushButton* m_start;
    QPushButton* m_again;
    QLabel* m_problem;
    QLabel* m_lesson;
    QLabel* m_title;
    QLabel* m_text;
    QLabel* m_question;
    QWidget* m_choiceArea;
    QVBoxLayout* m_choices;
    QButtonGroup* m_choice;
    QLineEdit* m_number;
    QPushButton* m_predict;
    QLabel* m_task;
    QLabel* m_answer;
    QPushButton* m_back;
    QPushButton* m_next;
    QCheckBox* m_presenter;
    std::vector<Offer> m_offers;
    std::optional<Question> m_asked;
};

}  // namespace vitrine::lessons
