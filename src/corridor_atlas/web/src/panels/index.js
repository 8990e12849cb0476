/* The panels of the drawer, in the order of their buttons. */

import { cargoPanel } from "./cargo.js";
import { changesPanel } from "./changes.js";
import { corridorPanel } from "./corridors.js";
import { figuresPanel } from "./figures.js";
import { ownPanel } from "./own.js";
import { reachPanel } from "./reach.js";
import { takePanel } from "./take.js";
import { storyPanel } from "./tours.js";
import { yearPanel } from "./year.js";

/** A panel is {name, title, icon, make(body, atlas), has(atlas)?}. What `make` gives back may have
 * dress(state), update(state), opened(), closed(). */
export const PANELS = [cargoPanel, corridorPanel, reachPanel, figuresPanel, yearPanel, changesPanel, storyPanel, ownPanel, takePanel];
