import { Command } from 'commander';

interface CommandModule {
  /** Adds the command; `loadAll` makes the program with every command, for the one that lists them. */
  register(program: Command, loadAll: () => Promise<Command>): void;
}

/** One file a verb. Only the file of the verb that runs is loaded: start-up is part of a verification's cost. */
const COMMANDS: Readonly<Record<string, () => Promise<CommandModule>>> = {
  keys: () => import('./commands/keys.js'),
  'machine-id': () => import('./commands/machine-id.js'),
  request: () => import('./commands/request.js'),
  issue: () => import('./commands/issue.js'),
  inspect: () => import('./commands/inspect.js'),
  verify: () => import('./commands/verify.js'),
  activate: () => import('./commands/activate.js'),
  status: () => import('./commands/status.js'),
  serve: () => import('./commands/serve.js'),
  admin: () => import('./commands/admin.js'),
  completion: () => import('./commands/completion.js'),
};

/**
 * Builds the command line.
 *
 * @param verb the first argument; where it names a command, only that one is loaded
 */
export async function createProgram(verb: string | undefined): Promise<Command> {
  const program = new Command('latchkey')
    .description('Issue, verify and use software licenses that work offline.')
    .version('0.1.0')
    .exitOverride()
    .showHelpAfterError('Add --help for usage and examples.')
    .addHelpText('after', HELP);
  const wanted = verb !== undefined && Object.hasOwn(COMMANDS, verb) ? [verb] : Object.keys(COMMANDS);
  for (const name of wanted) (await COMMANDS[name]?.())?.register(program, () => createProgram(undefined));
  return program;
}

const HELP = `
Exit codes: 0 all in force, 1 something was refused, 2 wrong usage or a file that cannot be read or written.

Examples:
  $ latchkey keys new --out issuer.key.json
  $ latchkey keys public issuer.key.json > keys.json
  $ latchkey issue --key issuer.key.json --product KSE --machine "$(latchkey machine-id --product KSE)" \\
      --org acme --org-name "Acme Inc." --license LIC-1
  $ latchkey verify --keys keys.json --product KSE --machine this KSE_*.lic`;
