// An entry of its own: who only reads and writes files, such as a command that verifies one, loads nothing else.
export { readSmallFile } from './read-small-file.js';
export { makeFolder, replaceFile, writeNewFile } from './write-file.js';
