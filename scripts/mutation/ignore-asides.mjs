// Stryker ignorer: what a sound core tells its world, and no answer depends on. world.keeps() is true and world.variant() false whatever
// they are asked, and world.through() gives back what it got, whatever is said beside. What is broken on purpose stands in mutants/.
import { declareValuePlugin, PluginKind } from '@stryker-mutator/api/plugin';

const answers = { keeps: true, keepsFor: true, variant: false };

/** What a call of the world's is worth in a sound server; undefined: it is none. */
function answerOf(node) {
  return answers[methodOfWorld(node)];
}

function methodOfWorld(node) {
  if (node?.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return undefined;
  const { object, property } = node.callee;
  const of = object.type === 'MemberExpression' ? object.property : object;
  return of.type === 'Identifier' && of.name === 'world' ? property.name : undefined;
}

/** Is this what only a variant does, or a server that does not keep a rule? */
function isOtherBranch({ parent, key }) {
  if (parent?.type !== 'IfStatement' && parent?.type !== 'ConditionalExpression') return false;
  const answer = answerOf(parent.test);
  return answer !== undefined && key === (answer ? 'alternate' : 'consequent');
}

/** Is this the name of a seam, or what a bug may know about the case? */
function isBesideSound({ parent, listKey, key }) {
  return listKey === 'arguments' && key !== 1 && methodOfWorld(parent) === 'through';
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

/** Does it only name rules, or decide whether they are named? */
function cites({ node, parent, key }) {
  const statement = key === 'test' && parent.type === 'IfStatement' && !parent.alternate ? parent.consequent : node;
  const call = statement?.type === 'ExpressionStatement' ? statement.expression : statement;
  return methodOfWorld(call) === 'cites';
}

/** Why a node by itself cannot matter to the sound server's answers. */
function reasonOf(path) {
  if (cites(path)) return 'names the rule that decides; no answer depends on it';
  if (answerOf(path.node) !== undefined) return 'a question that every sound server answers alike';
  if (isOtherBranch(path)) return 'never runs in the sound server';
  if (isBesideSound(path)) return 'said to bugs alone';
  return namesRule(path.node) ? 'names the rule that decides; no answer depends on it' : undefined;
}

export const strykerPlugins = [declareValuePlugin(PluginKind.Ignore, 'asides', { shouldIgnore: reasonOf })];
