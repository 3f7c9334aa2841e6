#include "core/study/Fingerprint.h"

#include "core/run/Errors.h"
#include "core/study/formats/PlanJson.h"

#include <fmt/format.h>
#include <openssl/evp.h>

#include <bit>
#include <memory>

namespace vitrine::study {

// Numbers are hashed as they lie in memory, and files hold them in the same order.
static_assert(std::endian::native == std::endian::little);

namespace {
class Sha256 {
public:
    Sha256() : m_context(EVP_MD_CTX_new(), &EVP_MD_CTX_free)
    {
        if (!m_context || EVP_DigestInit_ex(m_context.get(), EVP_sha256(), nullptr) != 1)
            throw run::Error("The cryptographic library offers no SHA-256.");
    }

    Sha256& add(const void* bytes, std::size_t count)
    {
        EVP_DigestUpdate(m_context.get(), bytes, count);
        return *this;
    }
    Sha256& add(const std::string& text) { return add(text.size()).add(text.data(), text.size()); }
    template <typename Number>
    requires std::is_arithmetic_v<Number> Sha256& add(Number number) { return add(&number, sizeof number); }
    template <typename Derived>
    Sha256& add(const Eigen::PlainObjectBase<Derived>& matrix)
    {
        return add(matrix.data(), static_cast<std::size_t>(matrix.size()) * sizeof(typename Derived::Scalar));
    }

    std::string hexadecimal()
    {
        unsigned char digest[EVP_MAX_MD_SIZE];
        unsigned size = 0;
        EVP_DigestFinal_ex(m_context.get(), digest, &size);
        std::string text;
        for (unsigned i = 0; i < size; ++i) {
            text += "0123456789abcdef"[digest[i] >> 4];
            text += "0123456789abcdef"[digest[i] & 15];
        }
        return text;
    }

private:
    std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> m_context;
};

std::string continuation(const PieceIdentity& before)
{
    return "from " + before.fingerprint + " " + before.content + "\n";
}
}  // namespace

std::string sha256(std::span<const std::byte> bytes)
{
    return Sha256().add(bytes.data(), bytes.size()).hexadecimal();
}

std::string sha256(std::string_view text)
{
    return sha256(std::as_bytes(std::span(text)));
}

std::string contentHash(const model::Packing& packing)
{
    return Sha256().add(packing.box.side).add(packing.positions).hexadecimal();
}

std::string contentHash(const quench::InherentStructure& structure)
{
    Sha256 hash;
    hash.add(formats::recipeText(structure.recipe)).add(contentHash(structure.packing));
    hash.add(structure.minimizer)
        .add(structure.record.outcome == quench::MinimizerOutcome::converged)
        .add(structure.record.evaluations)
        .add(structure.record.listBuilds)
        .add(structure.record.maxForce);
    hash.add(structure.energy).add(structure.pressure).add(structure.maxForce);
    hash.add(std::int64_t(structure.contactCount)).add(structure.rattlers.size());
    for (const Eigen::Index rattler : structure.rattlers)
        hash.add(std::int64_t(rattler));
    if (const auto& record = structure.equilibration) {
        const auto& [timeStep, steps, meanTemperature, temperatureDeviation, meanEnergyPerParticle,
                     energyDeviation, energyDrift, energyDriftError, equilibrated] = *record;
        hash.add(timeStep)
            .add(steps)
            .add(meanTemperature)
            .add(temperatureDeviation)
            .add(meanEnergyPerParticle)
            .add(energyDeviation)
            .add(energyDrift)
            .add(energyDriftError)
            .add(equilibrated);
    }
    return hash.hexadecimal();
}

std::string summaryHash(const modes::NormalModes& block, const Eigen::VectorXd& phononOrder)
{
    Sha256 hash;
    hash.add(std::int64_t(block.firstIndex))
        .add(block.omega)
        .add(block.residuals)
        .add(block.tau)
        .add(block.participation)
        .add(phononOrder)
        .add(block.largestEigenvalue)
        .add(block.solver)
        .add(block.completeness == modes::Completeness::proved)
        .add(block.completenessReason);
    // Only where they are: older files do without.
    if (block.missProbability)
        hash.add(*block.missProbability);
    if (block.countedBelow)
        hash.add(*block.countedBelow);
    return hash.hexadecimal();
}

std::string contentHash(const std::string& summary, const Eigen::MatrixXd& eigenvectors)
{
    return Sha256().add(summary).add(eigenvectors).hexadecimal();
}

std::string summaryHash(const anharmonicity::ScanResult& result)
{
    Sha256 hash;
    hash.add(std::int64_t(result.mode)).add(std::string(anharmonicity::directionSign(result.direction)));
    hash.add(std::string(quench::minimizerName(result.method)));
    hash.add(std::string(outcomeName(result.outcome))).add(result.reachedAmplitude).add(result.evaluations);
    hash.add(result.minimizer);
    if (const auto& at = result.transition)
        hash.add(at->lowAmplitude)
            .add(at->criticalAmplitude)
            .add(at->barrier)
            .add(at->harmonicBarrier)
            .add(at->distance)
            .add(at->energyDifference)
            .add(at->rearrangedCount)
            .add(at->overlap);
    return hash.hexadecimal();
}

std::string contentHash(const anharmonicity::ScanResult& result)
{
    Sha256 hash;
    hash.add(summaryHash(result));
    for (const anharmonicity::Pull& pull : result.pulls)
        hash.add(pull.amplitude)
            .add(pull.pulledEnergy)
            .add(pull.distance)
            .add(pull.energyDifference)
            .add(pull.evaluations)
            .add(pull.converged);
    if (const auto& at = result.transition)
        hash.add(at->displacements);
    return hash.hexadecimal();
}

std::string contentHash(const modes::ElasticModuli& moduli)
{
    const auto& [stiffness, affineStiffness, stress, pressure, bulk, shear, affineBulk, affineShear, shearModuli,
                 massDensity, longitudinalSpeed, transverseSpeed, debyeLevel, iterations, residual] = moduli;
    Sha256 hash;
    hash.add(stiffness).add(affineStiffness).add(stress);
    hash.add(pressure).add(bulk).add(shear).add(affineBulk).add(affineShear);
    for (const double shearModulus : shearModuli)
        hash.add(shearModulus);
    hash.add(massDensity);
    for (const auto& value : {longitudinalSpeed, transverseSpeed, debyeLevel})
        hash.add(value.has_value()).add(value.value_or(0));
    return hash.add(iterations).add(residual).hexadecimal();
}

std::string structureFingerprint(const model::SampleRecipe& recipe, const quench::FireSettings& quench,
                                 const quench::EquilibrationSettings& equilibration)
{
    std::string text = "Vitrine structure 2\n" + formats::recipeText(recipe) + "\n";
    if (recipe.origin != model::Origin::imported)
        text += formats::settingsText(quench) + "\n";
    if (recipe.origin == model::Origin::liquid)
        text += formats::settingsText(equilibration) + "\n";
    return sha256(text);
}

std::string moduliFingerprint(const PieceIdentity& structure, const modes::ElasticSettings& settings)
{
    const auto& [tolerance, largestIterationCount] = settings;
    return sha256(fmt::format("Vitrine moduli 1\n{}tolerance {} iterations {}\n", continuation(structure),
                              tolerance, largestIterationCount));
}

std::string modesFingerprint(const PieceIdentity& before, modes::EigenSolver solver,
                             const modes::PhononOrderSettings& phononOrder, Eigen::Index firstIndex,
                             Eigen::Index count)
{
    return sha256("Vitrine modes 2\n" + continuation(before) + "solver " + std::string(modes::solverName(solver)) +
                  "\n" + formats::settingsText(phononOrder) + "\nmodes " + std::to_string(firstIndex) + " " +
                  std::to_string(count) + "\n");
}

std::string scanFingerprint(const PieceIdentity& block, Eigen::Index mode, anharmonicity::Direction direction,
                            const anharmonicity::ScanSettings& settings)
{
    return sha256("Vitrine scan 2\n" + continuation(block) + "mode " + std::to_string(mode) + " " +
                  std::string(anharmonicity::directionSign(direction)) + "\n" + formats::settingsText(settings) +
                  "\n");
}

}  // namespace vitrine::study
