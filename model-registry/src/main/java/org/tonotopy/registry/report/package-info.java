/** The validation reports of datasets, and their pictures. */
package org.tonotopy.registry.report;
