/**
 * JSON as Prettier prints it at a width of 110, so that the formatter of the repository leaves generated files
 * alone: two blanks an indent, short lists of plain values in one line. Members that are `undefined` fall out.
 */
export function prettyJson(value: unknown): string {
  return `${print(JSON.parse(JSON.stringify(value)), '', 0)}\n`;
}

const WIDTH = 110;

/** @param before characters that stand in the line already, and one for a comma after */
function print(value: unknown, indent: string, before: number): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    const flat = `[${value.map((item) => JSON.stringify(item)).join(', ')}]`;
    const plain = value.every((item) => typeof item !== 'object' || item === null);
    if (value.length === 0 || (plain && indent.length + before + flat.length <= WIDTH)) return flat;
    return `[\n${value.map((item) => inner + print(item, inner, 1)).join(',\n')}\n${indent}]`;
  }
  const members = Object.entries(value).map(([name, member]) => {
    const key = `${JSON.stringify(name)}: `;
    return inner + key + print(member, inner, key.length + 1);
  });
  return members.length === 0 ? '{}' : `{\n${members.join(',\n')}\n${indent}}`;
}
