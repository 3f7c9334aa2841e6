#include "core/study/StudyRunner.h"

#include "core/anharmonicity/AnharmonicityScan.h"
#include "core/run/Errors.h"
#include "core/study/StudyStore.h"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>
#include <thread>

namespace vitrine::study {

namespace {
using ScanPointer = std::shared_ptr<const anharmonicity::ScanResult>;

/// Saves scans on a thread of its own, so that no computing thread waits for the disk and cancelling a run is
/// answered at once.
class ScanSaver {
public:
    ScanSaver(const Study& study, std::string sample, const StudyListener& listener)
        : m_study(study), m_sample(std::move(sample)), m_listener(listener), m_thread([this] { work(); })
    {}

    ~ScanSaver() { close(); }

    /// @throws what an earlier saving ended with
    void add(ScanPointer result)
    {
        const std::lock_guard lock(m_mutex);
        if (m_failure)
            std::rethrow_exception(m_failure);
        m_waiting.push_back(std::move(result));
        m_changed.notify_one();
    }

    /// Saves what is waiting and ends. @throws what a saving ended with
    void finish()
    {
        close();
        if (m_failure)
            std::rethrow_exception(m_failure);
    }

private:
    void close()
    {
        {
            const std::lock_guard lock(m_mutex);
            m_closing = true;
        }
        m_changed.notify_one();
        if (m_thread.joinable())
            m_thread.join();
    }

    void work()
    {
        while (const ScanPointer result = next()) {
            try {
                m_study.save(m_sample, *result);
                if (m_listener.scan)
                    m_listener.scan(m_sample, result);
            }
            catch (...) {
                const std::lock_guard lock(m_mutex);
                m_failure = std::current_exception();
                return;
            }
        }
    }

    /// The next result to be saved; null at the end.
    ScanPointer next()
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [this] { return m_closing || !m_waiting.empty(); });
        if (m_waiting.empty())
            return nullptr;
        ScanPointer result = std::move(m_waiting.front());
        m_waiting.pop_front();
        return result;
    }

    const Study& m_study;
    const std::string m_sample;
    const StudyListener& m_listener;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<ScanPointer> m_waiting;
    bool m_closing = false;
    std::exception_ptr m_failure;
    std::thread m_thread;  // last: starts when the rest is there
};

/// One sample's way to the goal. Goes on from what the study holds, not from what it has just computed: another
/// process may have been faster.
class SampleRun {
public:
    SampleRun(const Study& study, const SamplePlan& sample, const StudyGoal& goal, const run::RunControl& control,
              const StudyListener& listener)
        : m_study(study), m_sample(sample), m_goal(goal), m_control(control), m_listener(listener)
    {}

    void run()
    {
        if (m_goal.quench)
            quench();
        if (m_goal.modeCount > 0 || m_goal.allModes)
            findModes();
        if (!m_goal.scanModes.empty())
            scan();
        if (m_goal.moduli)
            findModuli();
    }

    /// Why the moduli were not found though they were wanted; empty if they were, or were not wanted.
    const std::string& moduliFailure() const { return m_moduliFailure; }

private:
    const std::string& name() const { return m_sample.name; }

    void begin(run::Stage stage) const
    {
        m_control.checkpoint();
        if (m_listener.begins)
            m_listener.begins(name(), stage);
    }

    void quench()
    {
        if (m_study.state(name()).hasStructure)
            return;
        if (m_sample.recipe.origin == model::Origin::imported)
            throw run::UnreadableFile("The imported packing of sample " + name() + " is not in " +
                                      (m_study.folder() / name()).string() + "; it has to be imported again.");
        begin(m_sample.recipe.origin == model::Origin::liquid ? run::Stage::equilibration : run::Stage::quench);
        const StudyPlan& plan = m_study.plan();
        quench::QuenchWatcher watcher;
        if (m_listener.quenching && m_listener.wantsQuenchState)
            watcher = {m_listener.wantsQuenchState,
                       [this](quench::QuenchState state) { m_listener.quenching(name(), std::move(state)); }};
        m_study.save(name(),
                     *quench::quenchSample(m_sample.recipe, plan.quench, m_control, plan.equilibration, watcher));
        if (m_listener.structure)
            m_listener.structure(name(), structure());
    }

    std::shared_ptr<const quench::InherentStructure> structure()
    {
        if (!m_structure)
            m_structure = m_study.structure(name());
        if (!m_structure)
            throw run::InvalidInput("Sample " + name() + " has no inherent structure yet; quench it first.");
        return m_structure;
    }

    void findModes()
    {
        const Eigen::Index largest = 3 * structure()->participantCount() - 3;
        const Eigen::Index wanted = m_goal.allModes ? largest : m_goal.modeCount;
        if (wanted > largest)
            throw run::InvalidInput("The number of modes is " + std::to_string(wanted) + ", but sample " + name() +
                                    " has modes 1 to " + std::to_string(largest) + ".");
        Eigen::Index before = -1;
        for (;;) {
            const Eigen::Index there = m_study.state(name()).modeCount;
            if (there >= wanted)
                return;
            // Where another process is faster there are more each time; where not, they would be found for ever.
            if (there == before)
                throw run::UnreadableFile(
                    "The modes of sample " + name() + " that were found cannot be read from " +
                    (m_study.folder() / name()).string() + ": modes there: " + std::to_string(there) +
                    ", wanted: " + std::to_string(wanted) + ".");
            before = there;
            begin(run::Stage::hessian);
            const std::shared_ptr<const modes::NormalModes> known = m_study.modes(name());
            const auto block =
                modes::findNormalModes(*structure(), {wanted, m_study.plan().solver}, m_control, known.get());
            m_study.save(name(), *block, m_control);
            if (m_listener.modes)
                m_listener.modes(name(), block);
        }
    }

    void scan()
    {
        const std::vector<anharmonicity::ScanTask> tasks = missingScans();
        if (tasks.empty())
            return;
        const std::shared_ptr<const modes::NormalModes> modes = m_study.modes(name());
        begin(run::Stage::scan);
        ScanSaver saver(m_study, name(), m_listener);
        anharmonicity::scanModes(structure(), *modes, tasks, m_study.plan().scanOf(m_sample, m_goal.method),
                                 m_control, [&saver](ScanPointer result) { saver.add(std::move(result)); });
        saver.finish();
    }

    void findModuli()
    {
        if (m_study.state(name()).hasModuli)
            return;
        begin(run::Stage::moduli);
        std::shared_ptr<const modes::ElasticModuli> moduli;
        try {
            moduli = std::make_shared<const modes::ElasticModuli>(modes::elasticModuli(*structure(), m_control));
        }
        catch (const run::NotAMinimum& error) {  // nothing else needs them
            m_moduliFailure = "The elastic moduli of sample " + name() + " were not found: " + error.what();
            return;
        }
        m_study.save(name(), *moduli);
        if (m_listener.moduli)
            m_listener.moduli(name(), moduli);
    }

    std::vector<anharmonicity::ScanTask> missingScans() const
    {
        const SampleState state = m_study.state(name());
        std::vector<anharmonicity::ScanTask> tasks;
        for (const Eigen::Index mode : m_goal.scanModes) {
            if (mode < 1 || mode > state.modeCount)
                throw run::InvalidInput(
                    "Mode " + std::to_string(mode) + " of sample " + name() +
                    " cannot be scanned: modes found so far: " +
                    (state.modeCount == 0 ? std::string("none") : "1 to " + std::to_string(state.modeCount)) +
                    ".");
            for (const auto direction : {anharmonicity::Direction::plus, anharmonicity::Direction::minus}) {
                const bool wanted =
                    direction == anharmonicity::Direction::plus ? m_goal.scanPlus : m_goal.scanMinus;
                if (wanted && !std::ranges::binary_search(state.scans, ScanKey{mode, direction, m_goal.method}))
                    tasks.push_back({mode, direction});
            }
        }
        return tasks;
    }

    const Study& m_study;
    const SamplePlan& m_sample;
    const StudyGoal& m_goal;
    const run::RunControl& m_control;
    const StudyListener& m_listener;
    std::shared_ptr<const quench::InherentStructure> m_structure;
    std::string m_moduliFailure;
};

bool isWanted(const StudyGoal& goal, const std::string& sample)
{
    return goal.samples.empty() || std::ranges::find(goal.samples, sample) != goal.samples.end();
}
}  // namespace

StudyGoal StudyGoal::everything(Eigen::Index modeCount)
{
    StudyGoal goal;
    goal.modeCount = modeCount;
    goal.moduli = true;
    for (Eigen::Index mode = 1; mode <= modeCount; ++mode)
        goal.scanModes.push_back(mode);
    return goal;
}

void runStudy(const Study& study, const StudyGoal& goal, const run::RunControl& control,
              const StudyListener& listener)
{
    for (const std::string& name : goal.samples)
        study.state(name);  // refuses unknown ones before anything is computed
    removeLeftovers(study.folder());
    std::string failures;
    for (const SamplePlan& sample : study.plan().samples) {
        if (!isWanted(goal, sample.name))
            continue;
        removeLeftovers(study.folder() / sample.name);
        removeLeftovers(study.folder() / sample.name / "scan");
        SampleRun sampleRun(study, sample, goal, control, listener);
        sampleRun.run();
        if (const std::string& failure = sampleRun.moduliFailure(); !failure.empty())
            failures += failure + " ";
    }
    if (!failures.empty())
        throw run::NotAMinimum(failures + "All else was reached.");
}

}  // namespace vitrine::study
