package org.tonotopy.registry;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where large content is kept.
 *
 * @param folder folder of the filesystem store; every service sees the same one
 */
@ConfigurationProperties("tonotopy.store")
public record StoreSettings(Path folder) {}
