package org.tonotopy.registry.model;

import org.tonotopy.registry.reference.VersionedName;

/**
 * Where a fitted model comes from: with the spec and the seed, all that is needed to make it again.
 *
 * @param dataset the dataset version
 * @param datasetSha256 hash of its content
 * @param benchmark the benchmark version
 * @param codeVersion version of the platform and the commit it was built from
 * @param codeDirty whether it was built from a tree with uncommitted changes
 * @param java Java runtime: vendor and version
 * @param operatingSystem name and version
 * @param processor model and architecture
 * @param backend what computed: its name and version
 * @param threads threads that the fit could use; results do not depend on them
 * @param worker the worker's name
 */
public record Provenance(
        VersionedName dataset,
        String datasetSha256,
        VersionedName benchmark,
        String codeVersion,
        boolean codeDirty,
        String java,
        String operatingSystem,
        String processor,
        String backend,
        int threads,
        String worker) {}
