/** The processes that run jobs: what each can do, and whether it is there. */
package org.tonotopy.registry.worker;
