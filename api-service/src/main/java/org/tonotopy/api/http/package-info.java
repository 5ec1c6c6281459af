/** What every request and answer has in common: the JSON dialect and bounds on bodies. */
package org.tonotopy.api.http;
