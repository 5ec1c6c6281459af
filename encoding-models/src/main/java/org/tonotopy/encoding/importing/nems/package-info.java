/**
 * Recordings as NEMS, the Neural Encoding Model System of the Laboratory of Brain, Hearing, and Behavior, saves them.
 *
 * <p>What is relied on, from {@code Recording.as_targz}, {@code SignalBase._save_metadata}, {@code PointProcess.rasterize} and
 * {@code TiledSignal.rasterize} of <a href="https://github.com/LBHB/NEMS0">LBHB/NEMS0</a> and from the descriptions of Zenodo
 * 8044773 (Pennington and David 2023) and 3445557 (Lopez Espejo et al. 2019):
 *
 * <ul>
 *   <li>a recording is a folder with {@code NAME.meta.json} and for each signal {@code NAME.SIGNAL.json}, {@code
 *       NAME.SIGNAL.epoch.csv} and its samples; in NEMS, times are seconds from the beginning of the recording;
 *   <li>a {@code RasterizedSignal} is {@code NAME.SIGNAL.csv}: no header, a line for each sample, a column for each channel,
 *       {@code nan} where nothing was recorded; the response of a unit is its spikes in each sample, or an average of such;
 *   <li>a {@code PointProcess} is {@code NAME.SIGNAL.h5}: a dataset for each channel, the times of its spikes;
 *   <li>a {@code TiledSignal} is {@code NAME.SIGNAL.h5}: a dataset for each epoch of a stimulus, {@code [channels, samples]};
 *   <li>the sound is the signal {@code stim}, the units are the channels of {@code resp}, and an epoch whose name begins with
 *       {@code STIM_} is one presentation of the stimulus of the rest of that name; of those, {@code 00} marks a sound for
 *       validation.
 * </ul>
 *
 * <p>No published file was read so far.
 */
@NullMarked
package org.tonotopy.encoding.importing.nems;

import org.jspecify.annotations.NullMarked;
