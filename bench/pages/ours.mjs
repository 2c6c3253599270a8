// Asks the site's own engine one question, as its form does.
import { Engine } from "/site/assets/checker/engine.mjs";

new Engine(globalThis.files, () => {}).check(globalThis.question).then(globalThis.tell, globalThis.refuse);
