// Stryker ignorer: code that runs only in a server that is broken or varied on purpose. The suites see the sound server, where
// world.keeps() is true and world.mutant() and world.variant() are false, so what these decide there cannot be tested by them.
import { declareValuePlugin, PluginKind } from '@stryker-mutator/api/plugin';

const constants = { keeps: true, mutant: false, variant: false };

/** What an expression is worth in the sound server: true, false, or undefined when it depends on more. */
function soundValue(node) {
  switch (node?.type) {
    case 'CallExpression': {
      const { callee } = node;
      if (callee.type !== 'MemberExpression') return undefined;
      if (callee.object.type === 'Identifier' && callee.object.name === 'world') return constants[callee.property.name];
      // No item passes what is false of every one.
      return callee.property.name === 'some' && soundValue(node.arguments[0]?.body) === false ? false : undefined;
    }
    case 'UnaryExpression': {
      const value = node.operator === '!' ? soundValue(node.argument) : undefined;
      return value === undefined ? undefined : !value;
    }
    case 'LogicalExpression': {
      const decides = node.operator === '||';
      if (node.operator === '??') return undefined;
      const values = [soundValue(node.left), soundValue(node.right)];
      if (values.includes(decides)) return decides;
      return values.includes(undefined) ? undefined : !decides;
    }
    case 'ParenthesizedExpression':
      return soundValue(node.expression);
    default:
      return undefined;
  }
}

/** Is this child of its parent never evaluated in the sound server? */
function isDead(path) {
  const { parent, key, node } = path;
  switch (parent?.type) {
    case 'IfStatement':
    case 'ConditionalExpression': {
      const value = soundValue(parent.test);
      return (key === 'consequent' && value === false) || (key === 'alternate' && value === true);
    }
    case 'LogicalExpression': {
      const left = soundValue(parent.left);
      return key === 'right' && left !== undefined && left === (parent.operator === '||');
    }
    case 'BlockStatement':
    case 'Program': {
      // What follows "if (world.keeps(…)) return …".
      const before = parent.body.slice(0, path.key === undefined ? 0 : parent.body.indexOf(node));
      return before.some(
        (statement) =>
          statement.type === 'IfStatement' && soundValue(statement.test) === true && endsBlock(statement.consequent),
      );
    }
    default:
      return false;
  }
}

function endsBlock(statement) {
  const last = statement.type === 'BlockStatement' ? statement.body.at(-1) : statement;
  return last?.type === 'ReturnStatement' || last?.type === 'ThrowStatement';
}

const ruleId = /^[A-Z0-9]+-[A-Z]+-\d+$/;

/** Does this do nothing but name a rule? */
function namesRule(node) {
  switch (node?.type) {
    case 'StringLiteral':
      return ruleId.test(node.value);
    case 'ConditionalExpression':
      return [node.consequent, node.alternate].every((branch) => namesRule(branch) || isEmptyObject(branch));
    case 'ObjectExpression':
      return (
        node.properties.length > 0 &&
        node.properties.every(
          ({ type, value, argument }) => namesRule(type === 'SpreadElement' ? argument : value) || isEmptyObject(value),
        )
      );
    case 'FunctionDeclaration':
    case 'ArrowFunctionExpression': {
      const returned = returnsOf(node.body);
      return returned.length > 0 && returned.every(namesRule);
    }
    case 'ReturnStatement':
      return namesRule(node.argument);
    default:
      return false;
  }
}

function isEmptyObject(node) {
  return node?.type === 'ObjectExpression' && node.properties.length === 0;
}

/** What a function's body returns, as far as it is made of returns, ifs and switches. */
function returnsOf(node) {
  switch (node?.type) {
    case 'BlockStatement':
      return node.body.flatMap(returnsOf);
    case 'IfStatement':
      return [...returnsOf(node.consequent), ...returnsOf(node.alternate)];
    case 'SwitchStatement':
      return node.cases.flatMap(({ consequent }) => consequent.flatMap(returnsOf));
    case 'ReturnStatement':
      return [node.argument];
    case 'VariableDeclaration':
    case undefined:
      return [];
    default:
      return node.type.endsWith('Expression') || node.type === 'StringLiteral' ? [node] : [];
  }
}

/** Why a node by itself cannot matter to the sound server's answers. */
function reasonOf(path) {
  if (namesRule(path.node)) return 'names the rule that decides; no answer depends on it';
  if (soundValue(path.node) !== undefined) return 'a decision that is fixed in the sound server';
  if (isDead(path)) return 'never runs in the sound server';
  return isUsedInVain(path) ? 'used only by what never runs in the sound server' : undefined;
}

/** Whose uses are being looked at: a use within itself does not count. */
const visiting = new Set();

/** Is this a constant or a function of the file that only such nodes use? */
function isUsedInVain(path) {
  const { node } = path;
  const isConstant = node.type === 'VariableDeclarator' && node.id.type === 'Identifier';
  const isFunction = node.type === 'FunctionDeclaration';
  const declaration = isConstant ? path.parentPath : path;
  if ((!isConstant && !isFunction) || declaration.parent.type === 'ExportNamedDeclaration') return false;
  const binding = (isFunction ? path.parentPath : path).scope.getBinding(node.id.name);
  const uses = binding?.referencePaths ?? [];
  if (visiting.has(node)) return true;
  visiting.add(node);
  const inVain = uses.length > 0 && uses.every((use) => use.findParent((parent) => reasonOf(parent) !== undefined));
  visiting.delete(node);
  return inVain;
}

const ignorer = { shouldIgnore: reasonOf };

export const strykerPlugins = [declareValuePlugin(PluginKind.Ignore, 'defects', ignorer)];
