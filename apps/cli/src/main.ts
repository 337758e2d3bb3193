import { CommanderError } from 'commander';
import { EXIT } from './exit.js';
import { createProgram } from './program.js';
import { fail } from './output.js';

// A reader that has seen enough (`| head`) is no error; without this, Node prints a stack trace.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(EXIT.trouble);
  throw error;
});

try {
  const program = await createProgram(process.argv[2]);
  await program.parseAsync();
} catch (error) {
  process.exitCode = EXIT.trouble;
  // Commander has already written its message, or the help that was asked for.
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? EXIT.fine : EXIT.trouble;
  else fail(error);
}
