#pragma once

#include "app/desktop/Analyst.h"
#include "app/desktop/Session.h"
#include "core/potential/PotentialEnergy.h"

#include <QObject>

#include <memory>
#include <vector>

namespace vitrine::app {

/// Numbers of each particle of a sample that are no field of a mode or a rearrangement. Of length N each.
struct ParticleNumbers {
    std::vector<double> contacts;     ///< particles with r < r_c
    std::vector<double> energies;     ///< half of phi of each of its pairs, epsilon: Phi is their sum
    std::vector<double> transitions;  ///< known final states whose rearrangement displaced it
    Eigen::Index stateCount = 0;      ///< all those states; nearly loose particles are none
};

/// Works out the particle numbers of the selected sample, in the background and only when they are wanted.
class ParticleQuantities : public QObject {
    Q_OBJECT

public:
    explicit ParticleQuantities(Session& session, QObject* parent = nullptr);

    /// Of the selected sample as it is now; null while they are being worked out: changed() follows.
    std::shared_ptr<const ParticleNumbers> numbers();

signals:
    void changed();

private:
    using Surroundings = std::vector<potential::Surroundings>;
    using Scans = std::vector<std::shared_ptr<const anharmonicity::ScanResult>>;

    /// What the numbers are made from; equal ones give the same.
    struct Key {
        std::shared_ptr<const quench::InherentStructure> structure;
        Scans states;  ///< one scan for each

        bool operator==(const Key&) const = default;
    };
    struct Findings {
        std::shared_ptr<const Surroundings> surroundings;
        std::shared_ptr<const ParticleNumbers> numbers;
    };

    Key key() const;
    static Findings findingsFor(const Key& key, std::shared_ptr<const Surroundings> known,
                                const run::RunControl& control);

    Session& m_session;
    Key m_wanted;  ///< being worked out, or known
    Key m_known;
    Findings m_findings;  ///< of m_known
    Analyst m_analyst;
};

}  // namespace vitrine::app
