// @ts-check
// What shows an answer, in one piece: fetched once there is something to answer.
export { result } from "./result.mjs";
export * as quick from "./quick.mjs";
export { forgetLetters, letters } from "../letters/begin.mjs";
