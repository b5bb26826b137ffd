// Stryker ignorer: code that runs only in a server that is broken or varied on purpose. The suites see the sound server, where
// world.keeps() is true and world.mutant() and world.variant() are false, so what these decide there cannot be tested by them.
import { declareValuePlugin, PluginKind } from '@stryker-mutator/api/plugin';

const constants = { keeps: true, mutant: false, variant: false };

/** Functions whose value is being looked for: a call within itself adds nothing to it. */
const evaluating = new Set();

/**
 * What an expression is worth in the sound server: true or false, null for what is undefined in the code, and undefined when it
 * depends on more.
 */
function soundValue(node, scope) {
  switch (node?.type) {
    case 'CallExpression':
      return valueOfCall(node, scope);
    case 'BooleanLiteral':
      return node.value;
    case 'Identifier':
      return node.name === 'undefined' ? null : soundValue(...constantOf(node, scope));
    case 'UnaryExpression': {
      const value = node.operator === '!' ? soundValue(node.argument, scope) : undefined;
      return value === undefined ? undefined : !value;
    }
    case 'LogicalExpression': {
      const decides = node.operator === '||';
      if (node.operator === '??') return undefined;
      const values = [soundValue(node.left, scope), soundValue(node.right, scope)];
      // Whatever the other side is, as far as a condition is concerned.
      if (values.some((value) => value !== undefined && Boolean(value) === decides)) return decides;
      return values.includes(undefined) ? undefined : !decides;
    }
    case 'ConditionalExpression': {
      const test = soundValue(node.test, scope);
      const [yes, no] = [node.consequent, node.alternate].map((branch) => soundValue(branch, scope));
      if (test !== undefined) return test ? yes : no;
      return yes === no ? yes : undefined;
    }
    case 'ParenthesizedExpression':
      return soundValue(node.expression, scope);
    default:
      return undefined;
  }
}

function valueOfCall({ callee, arguments: [first] }, scope) {
  if (callee.type === 'Identifier') {
    const called = functionOf(callee, scope);
    return called && valueOfFunction(called);
  }
  if (callee.type !== 'MemberExpression') return undefined;
  const of = callee.object.type === 'MemberExpression' ? callee.object.property : callee.object;
  if (of.type === 'Identifier' && of.name === 'world') return constants[callee.property.name];
  // No item passes what is false of every one.
  return callee.property.name === 'some' && soundValue(first?.body, scope) === false ? false : undefined;
}

/** The initial value of a constant, and where that stands. */
function constantOf({ name }, scope) {
  const binding = scope.getBinding(name);
  const isConstant = binding?.kind === 'const' && binding.path.node.id?.type === 'Identifier';
  return isConstant ? [binding.path.node.init, binding.path.scope] : [];
}

/** The function of this file that a name stands for. */
function functionOf({ name }, scope) {
  const path = scope.getBinding(name)?.path;
  if (path?.node.type === 'FunctionDeclaration') return path;
  const init = path?.node.type === 'VariableDeclarator' ? path.get('init') : undefined;
  return init?.node?.type === 'ArrowFunctionExpression' ? init : undefined;
}

/** What a function always returns in the sound server. */
function valueOfFunction(path) {
  const { body } = path.node;
  if (evaluating.has(body)) return undefined;
  evaluating.add(body);
  const scope = path.get('body').scope;
  const value = body.type === 'BlockStatement' ? valueOfOutcomes(body.body, scope) : soundValue(body, scope);
  evaluating.delete(body);
  return value;
}

function valueOfOutcomes(statements, scope) {
  const outcomes = outcomesOf(statements, scope, [null]);
  return outcomes?.length === 1 && typeof outcomes[0] !== 'string' ? outcomes[0] : undefined;
}

/**
 * What statements may return in the sound server: values, or the names of what is handed on; behind them comes what is returned
 * later. Undefined: they do something beside.
 */
function outcomesOf([statement, ...rest], scope, later) {
  const behind = () => outcomesOf(rest, scope, later);
  switch (statement?.type) {
    case undefined:
      return later;
    case 'VariableDeclaration':
      return behind();
    case 'BlockStatement':
      return outcomesOf([...statement.body, ...rest], scope, later);
    case 'ReturnStatement': {
      const { argument } = statement;
      const value = argument ? soundValue(argument, scope) : null;
      if (value !== undefined) return [value];
      return argument.type === 'Identifier' ? [argument.name] : undefined;
    }
    case 'IfStatement': {
      const test = soundValue(statement.test, scope);
      const branches = [
        ...(test === undefined || test ? [[statement.consequent]] : []),
        ...(test ? [] : [statement.alternate ? [statement.alternate] : []]),
      ].map((branch) => outcomesOf([...branch, ...rest], scope, later));
      return branches.includes(undefined) ? undefined : [...new Set(branches.flat())];
    }
    default:
      return undefined;
  }
}

/** Is this the test of an "if" after which the same is returned either way? */
function decidesNothing(path) {
  const { parentPath: statement, key, scope } = path;
  const block = statement?.parentPath;
  if (key !== 'test' || statement.node.type !== 'IfStatement' || block?.node.type !== 'BlockStatement') return false;
  const isWhole = block.parentPath.isFunction();
  const following = block.node.body.slice(block.node.body.indexOf(statement.node));
  return outcomesOf(following, scope, isWhole ? [null] : undefined)?.length === 1;
}

/** Is this child of its parent never evaluated in the sound server? */
function isDead(path) {
  const { parent, key, node, scope } = path;
  switch (parent?.type) {
    case 'IfStatement':
    case 'ConditionalExpression': {
      const value = soundValue(parent.test, scope);
      return value !== undefined && key === (value ? 'alternate' : 'consequent');
    }
    case 'LogicalExpression': {
      const left = parent.operator === '??' ? undefined : soundValue(parent.left, scope);
      return key === 'right' && left !== undefined && Boolean(left) === (parent.operator === '||');
    }
    case 'BlockStatement':
    case 'Program': {
      // What follows "if (world.keeps(…)) return …".
      const before = parent.body.slice(0, path.key === undefined ? 0 : parent.body.indexOf(node));
      return before.some(
        (statement) =>
          statement.type === 'IfStatement' &&
          soundValue(statement.test, scope) === true &&
          endsBlock(statement.consequent),
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
  if (isFixed(path) || decidesNothing(path)) return 'a decision that is fixed in the sound server';
  if (isDead(path)) return 'never runs in the sound server';
  return isUsedInVain(path) ? 'used only by what never runs in the sound server' : undefined;
}

/** Is its value always the same? Of a literal that says nothing: another one would be another answer. */
function isFixed({ node, key, scope }) {
  const isArrow = node.type === 'ArrowFunctionExpression' && node.body.type !== 'BlockStatement';
  const value = isArrow ? node.body : node;
  if (value.type === 'BooleanLiteral' || (value.type === 'Identifier' && key !== 'test')) return false;
  return soundValue(value, scope) !== undefined;
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
