// The Custom Elements Manifest of this package: what each element has, read from the classes and their comments; and
// the same for the completion of editors.
import { mkdirSync, writeFileSync } from 'node:fs';

const FOLDER = 'dist';

/** Registration goes through our own function, and an event knows its name itself: the analyzer learns both here. */
const readNames = () => {
  const tags = new Map();
  const events = new Map();
  const elementsOf = ({ modules }) => modules.flatMap(({ declarations = [] }) => declarations);
  return {
    name: 'latchkey-read-names',
    analyzePhase({ ts, node }) {
      if (ts.isCallExpression(node) && node.expression.getText() === 'defineElement') {
        const [tag, element] = node.arguments;
        tags.set(element.getText(), tag.text);
      }
      if (!ts.isClassDeclaration(node) || !node.name?.text.endsWith('Event')) return;
      const type = node.members.find((member) => member.name?.getText() === 'type')?.initializer;
      if (type) events.set(type.text, node.name.text);
    },
    packageLinkPhase({ customElementsManifest }) {
      for (const declaration of elementsOf(customElementsManifest)) {
        if (tags.has(declaration.name)) declaration.tagName = tags.get(declaration.name);
        declaration.events = declaration.events
          ?.filter(({ name }) => events.has(name))
          .map((event) => ({ ...event, type: { text: events.get(event.name) } }));
      }
    },
  };
};

/** Keeps what a page may use: elements, without what is private to them. */
const keepPublic = () => ({
  name: 'latchkey-keep-public',
  packageLinkPhase({ customElementsManifest }) {
    const { modules } = customElementsManifest;
    for (const declaration of modules.flatMap(({ declarations = [] }) => declarations))
      declaration.members = declaration.members?.filter(
        (member) => !member.privacy && !member.static && !member.inheritedFrom,
      );
    customElementsManifest.modules = modules.filter(({ declarations = [] }) =>
      declarations.some(({ tagName }) => tagName !== undefined),
    );
  },
});

/** Custom data of VS Code, for HTML and for CSS. */
const writeEditorData = () => ({
  name: 'latchkey-write-editor-data',
  packageLinkPhase({ customElementsManifest: { modules } }) {
    const elements = modules.flatMap(({ declarations }) => declarations);
    const tags = elements.map(({ tagName, summary, description, attributes = [] }) => ({
      name: tagName,
      description: `${summary}\n\n${description}`,
      attributes: attributes.map((attribute) => ({
        name: attribute.name,
        description: attribute.description,
      })),
    }));
    const properties = new Map(
      elements.flatMap(({ cssProperties = [] }) =>
        cssProperties.map(({ name, description }) => [name, description]),
      ),
    );
    write('vscode.html-custom-data.json', { version: 1.1, tags });
    write('vscode.css-custom-data.json', {
      version: 1.1,
      properties: [...properties].map(([name, description]) => ({ name, description })),
    });
  },
});

function write(file, data) {
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(`${FOLDER}/${file}`, `${JSON.stringify(data, undefined, 2)}\n`);
}

export default {
  globs: ['src/**/*.ts'],
  exclude: ['src/**/*.test.ts', 'src/locales/**'],
  outdir: FOLDER,
  litelement: true,
  plugins: [readNames(), keepPublic(), writeEditorData()],
};
