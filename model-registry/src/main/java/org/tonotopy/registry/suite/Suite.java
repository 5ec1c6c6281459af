package org.tonotopy.registry.suite;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OrderColumn;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.Fetch;
import org.hibernate.annotations.FetchMode;
import org.hibernate.annotations.UuidGenerator;
import org.tonotopy.registry.account.Account;
import org.tonotopy.registry.benchmark.Benchmark;
import org.tonotopy.registry.benchmark.RankingMetric;
import org.tonotopy.registry.content.Sha256;
import org.tonotopy.registry.json.RegistryJson;
import org.tonotopy.registry.reference.VersionedName;

/** Benchmarks of several datasets that rank by the same metric, compared over the neurons of all of them; never changed. */
@Entity
public class Suite {
    /** Fewer is a benchmark. */
    public static final int FEWEST_BENCHMARKS = 2;

    /** Each is one more board to read whenever the suite's is. */
    public static final int MOST_BENCHMARKS = 20;

    @Id
    @GeneratedValue
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    private UUID id;

    private String name;
    private int version;

    @ManyToMany(fetch = FetchType.EAGER)
    @Fetch(FetchMode.SUBSELECT)
    @JoinTable(
            name = "benchmark_of_suite",
            joinColumns = @JoinColumn(name = "suite_id"),
            inverseJoinColumns = @JoinColumn(name = "benchmark_id"))
    @OrderColumn(name = "position")
    private List<Benchmark> benchmarks = List.of();

    private String rules;

    @Column(name = "definition_sha256")
    private byte[] definitionSha256;

    @ManyToOne(fetch = FetchType.EAGER, optional = false)
    @JoinColumn(name = "owner_id")
    private Account owner;

    private Instant createdAt;

    /** For JPA. */
    protected Suite() {}

    /**
     * A new version.
     *
     * @param benchmarks from {@link #FEWEST_BENCHMARKS} to {@link #MOST_BENCHMARKS}, of different recordings and with the same
     *     ranking metric
     * @param rules in words
     */
    public Suite(VersionedName reference, List<Benchmark> benchmarks, String rules, Account owner, Instant createdAt) {
        this.name = reference.name();
        this.version = reference.version();
        this.benchmarks = List.copyOf(benchmarks);
        this.rules = rules;
        this.definitionSha256 = hash(benchmarks, rules);
        this.owner = owner;
        this.createdAt = createdAt;
    }

    /** What makes two suites of one name the same. */
    public static byte[] hash(List<Benchmark> benchmarks, String rules) {
        return Sha256.of(
                RegistryJson.canonicalBytes(
                        benchmarks.stream().map(Benchmark::reference).toList()),
                RegistryJson.canonicalBytes(rules));
    }

    /** Identity. */
    public UUID id() {
        return id;
    }

    /** Name and version. */
    public VersionedName reference() {
        return new VersionedName(name, version);
    }

    /** The benchmarks, in the order in which they were named. */
    public List<Benchmark> benchmarks() {
        return List.copyOf(benchmarks);
    }

    /** What ranks, in each of its benchmarks. */
    public RankingMetric rankingMetric() {
        return benchmarks.get(0).definition().rankingMetric();
    }

    /** What participants are asked to keep to, in words. */
    public String rules() {
        return rules;
    }

    /** Who defined it. */
    public Account owner() {
        return owner;
    }

    /** When it was defined. */
    public Instant createdAt() {
        return createdAt;
    }
}
