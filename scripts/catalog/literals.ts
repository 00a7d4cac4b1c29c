import ts from 'typescript';

// Code of others is read, never run: TypeScript's parser makes a tree of it, and only what is written out is taken.

/** Deeper than any table; code that is nested further is left alone. */
const deepest = 40;

export const parseCode = (name: string, text: string): ts.SourceFile =>
  ts.createSourceFile(name, text, ts.ScriptTarget.Latest, false, ts.ScriptKind.TS);

/** The value that an expression writes out. `undefined` for what would have to be run: a call, a name, a sum. */
export function literalOf(node: ts.Node, depth = 0): unknown {
  if (depth > deepest) return undefined;
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isNumericLiteral(node)) return Number(node.text);
  if (node.kind === ts.SyntaxKind.TrueKeyword) return true;
  if (node.kind === ts.SyntaxKind.FalseKeyword) return false;
  if (ts.isPrefixUnaryExpression(node)) return prefixed(node);
  if (ts.isArrayLiteralExpression(node)) {
    return node.elements.map((element) => literalOf(element, depth + 1));
  }
  return ts.isObjectLiteralExpression(node) ? objectOf(node, depth) : undefined;
}

/** `-1`, and `!0` as minifiers write true. */
function prefixed({ operator, operand }: ts.PrefixUnaryExpression): unknown {
  if (!ts.isNumericLiteral(operand)) return undefined;
  if (operator === ts.SyntaxKind.MinusToken) return -Number(operand.text);
  return operator === ts.SyntaxKind.ExclamationToken ? Number(operand.text) === 0 : undefined;
}

function objectOf(node: ts.ObjectLiteralExpression, depth: number): Readonly<Record<string, unknown>> {
  const entries = node.properties.flatMap((property) => {
    const name = nameOf(property);
    return name !== undefined && ts.isPropertyAssignment(property)
      ? [[name, literalOf(property.initializer, depth + 1)] as const]
      : [];
  });
  return Object.fromEntries(entries); // A property "__proto__" becomes one like any other here.
}

const nameOf = ({ name }: ts.ObjectLiteralElementLike): string | undefined =>
  name && (ts.isIdentifier(name) || ts.isStringLiteralLike(name)) ? name.text : undefined;

/** The objects written out in a code that have all of these keys, wherever they stand; none inside another one that has. */
export function objectsWith(code: ts.SourceFile, ...keys: readonly string[]): Readonly<Record<string, unknown>>[] {
  const found: Readonly<Record<string, unknown>>[] = [];
  // A list of what is still to be seen: code from outside may be nested deeper than a stack.
  const open: ts.Node[] = [code];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (ts.isObjectLiteralExpression(node)) {
      const own = new Set(node.properties.map(nameOf));
      if (keys.every((key) => own.has(key))) {
        found.push(objectOf(node, 0));
        continue;
      }
    }
    const children: ts.Node[] = [];
    ts.forEachChild(node, (child) => void children.push(child));
    open.push(...children.reverse());
  }
  return found;
}

/** The texts that the type of that name is a union of. */
export function unionOf(code: ts.SourceFile, name: string): string[] {
  const type = code.statements.find((each) => ts.isTypeAliasDeclaration(each) && each.name.text === name);
  if (!type || !ts.isTypeAliasDeclaration(type) || !ts.isUnionTypeNode(type.type)) return [];
  return type.type.types.flatMap((each) =>
    ts.isLiteralTypeNode(each) && ts.isStringLiteral(each.literal) ? [each.literal.text] : [],
  );
}
