/** House rules that no published plugin states for ESLint 10 on Node 20. Each message says the remedy. */
import { basename } from 'node:path';

const KEBAB = /^\.?[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9-]+)*$/;

/** File names are kebab-case, so that they read and sort the same on every system. */
const fileName = {
  meta: {
    type: 'suggestion',
    schema: [],
    messages: { kebab: '"{{name}}" is not kebab-case: rename the file.' },
  },
  create(context) {
    const name = basename(context.filename);
    return {
      Program(node) {
        if (!KEBAB.test(name)) context.report({ node, messageId: 'kebab', data: { name } });
      },
    };
  },
};

const documented = new Set([
  'FunctionDeclaration',
  'TSDeclareFunction',
  'ClassDeclaration',
  'VariableDeclaration',
  'TSInterfaceDeclaration',
  'TSTypeAliasDeclaration',
  'TSEnumDeclaration',
]);

/** Every export says what it promises. */
const exportDoc = {
  meta: {
    type: 'suggestion',
    schema: [],
    messages: { missing: 'Say in a doc comment (/** … */) what the export "{{name}}" promises.' },
  },
  create(context) {
    const source = context.sourceCode;
    const described = new Set();
    return {
      ExportNamedDeclaration(node) {
        const declaration = node.declaration;
        if (declaration === null || !documented.has(declaration.type)) return;
        const name = declaration.id?.name ?? declaration.declarations?.[0]?.id?.name ?? 'this';
        const comments = source.getCommentsBefore(node);
        const has = comments.some((comment) => comment.type === 'Block' && comment.value.startsWith('*'));
        // Overloads share the comment of the first.
        if (has) described.add(name);
        else if (!described.has(name))
          context.report({ node: declaration, messageId: 'missing', data: { name } });
      },
    };
  },
};

/** Exported shapes of shared/ cannot be written to, so that a value can be handed to anyone; a `…Draft` says it can. */
const readonlyShape = {
  meta: {
    type: 'suggestion',
    fixable: 'code',
    schema: [],
    messages: {
      writable: 'Make "{{name}}" readonly: shapes that cross a file border are never changed in place.',
    },
  },
  create(context) {
    const source = context.sourceCode;
    return {
      'ExportNamedDeclaration > :matches(TSInterfaceDeclaration, TSTypeAliasDeclaration) TSPropertySignature'(
        node,
      ) {
        if (node.readonly || isDraft(node)) return;
        context.report({
          node,
          messageId: 'writable',
          data: { name: source.getText(node.key) },
          fix: (fixer) => fixer.insertTextBefore(node, 'readonly '),
        });
      },
    };
  },
};

function isDraft(node) {
  for (let at = node.parent; at; at = at.parent) {
    if (at.type === 'TSInterfaceDeclaration' || at.type === 'TSTypeAliasDeclaration')
      return /Draft$/.test(at.id.name);
  }
  return false;
}

/** The plugin, as eslint.config.js names it: `tidemark/file-name` and so on. */
export const houseRules = {
  rules: { 'file-name': fileName, 'export-doc': exportDoc, 'readonly-shape': readonlyShape },
};
