/**
 * Arrays in HDF5 files that nobody vouches for, and files that are written for others to read.
 *
 * <p>jHDF parses the format's metadata: headers, links and chunk indices. Every byte that it sees comes through
 * {@link org.tonotopy.encoding.hdf5.Hdf5Storage}, which bounds how much it reads, and the elements themselves are read here,
 * where their sizes are known. Source: HDF5 File Format Specification, version 3.0.
 */
@NullMarked
package org.tonotopy.encoding.hdf5;

import org.jspecify.annotations.NullMarked;
