import { Argument, type Command } from 'commander';
import { print } from '../output.js';

export function register(program: Command, loadAll: () => Promise<Command>): void {
  program
    .command('completion')
    .description('print a completion script for your shell')
    .addArgument(new Argument('<shell>', 'the shell').choices(['bash', 'zsh', 'fish']))
    .addHelpText('after', '\nExample:\n  $ source <(latchkey completion bash)')
    .action(async (shell: 'bash' | 'zsh' | 'fish') => print(SCRIPTS[shell](listWords(await loadAll()))));
}

/** The words that may follow a command path: its subcommands and options. */
interface Words {
  readonly path: string;
  readonly words: readonly string[];
}

function listWords(command: Command, path: readonly string[] = []): Words[] {
  const options = command.options.flatMap(({ long }) => (long ? [long] : []));
  const words = [...command.commands.map((sub) => sub.name()), ...options, '--help'];
  const below = command.commands.flatMap((sub) => listWords(sub, [...path, sub.name()]));
  return [{ path: path.join(' '), words }, ...below];
}

function toBash(all: readonly Words[]): string {
  const steps = all.slice(1).map(({ path }) => `      '${path}') at='${path}' ;;`);
  const words = all.map((entry) => `    '${entry.path}') words='${entry.words.join(' ')}' ;;`);
  return `_latchkey() {
  local cur=\${COMP_WORDS[COMP_CWORD]} at= word words=
  for word in "\${COMP_WORDS[@]:1:$((COMP_CWORD - 1))}"; do
    case "\${at:+$at }$word" in
${steps.join('\n')}
    esac
  done
  case "$at" in
${words.join('\n')}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$cur"))
  [[ $cur == -* ]] || COMPREPLY+=($(compgen -f -- "$cur"))
}
complete -o filenames -F _latchkey latchkey`;
}

/** zsh runs completions written for bash. */
function toZsh(all: readonly Words[]): string {
  return `autoload -U +X compinit && compinit\nautoload -U +X bashcompinit && bashcompinit\n${toBash(all)}`;
}

function toFish(all: readonly Words[]): string {
  const lines = all.flatMap(({ path, words }) => {
    const seen = path.split(' ').filter(Boolean);
    const condition = seen.map((word) => `__fish_seen_subcommand_from ${word}`).join('; and ');
    const when = condition || '__fish_use_subcommand';
    return words.map((word) =>
      word.startsWith('--')
        ? `complete -c latchkey -n '${when}' -l ${word.slice(2)}`
        : `complete -c latchkey -f -n '${when}' -a ${word}`,
    );
  });
  return lines.join('\n');
}

const SCRIPTS = { bash: toBash, zsh: toZsh, fish: toFish };
