/** The people of a lab: accounts, their tokens, and the labs that they belong to. */
package org.tonotopy.api.lab;
