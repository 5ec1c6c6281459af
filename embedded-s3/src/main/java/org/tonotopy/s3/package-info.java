/** A real S3 server on a folder, for tests and for trying a composed system. */
package org.tonotopy.s3;
