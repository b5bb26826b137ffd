import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readPackage } from './list-packages.mjs';

/**
 * A CycloneDX 1.6 bill of materials (dist/sbom.cdx.json): no scanner sees which libraries a bundle holds. Those that are bundled are `required` and
 * carry the property `update-conformance:bundled`; those that npm installs beside the package stand in it with the versions this was built with.
 */
export function billOfMaterials(root, bundled) {
  const { name, version, description, license, dependencies } = JSON.parse(
    readFileSync(join(root, 'package.json'), 'utf8'),
  );
  const beside = Object.keys(dependencies)
    .map((id) => readPackage(join(root, 'node_modules', id)))
    .filter((one) => one !== undefined && !bundled.some((other) => other.name === one.name));
  const components = [
    ...bundled.map((one) => ({
      ...component(one),
      properties: [{ name: `${name}:bundled`, value: 'true' }],
    })),
    ...beside.map(component),
  ];
  const self = purlOf({ name, version });
  return {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      component: {
        type: 'application',
        'bom-ref': self,
        name,
        version,
        description,
        licenses: licencesOf(license),
        purl: self,
      },
    },
    components,
    dependencies: [
      { ref: self, dependsOn: components.map((one) => one['bom-ref']) },
      ...components.map((one) => ({ ref: one['bom-ref'] })),
    ],
  };
}

function component({ name, version, description, license }) {
  const [, group, plain] = /^(?:(@[^/]+)\/)?(.+)$/.exec(name);
  const purl = purlOf({ name, version });
  return {
    type: 'library',
    'bom-ref': purl,
    ...(group === undefined ? {} : { group }),
    name: plain,
    version,
    ...(description === undefined ? {} : { description }),
    scope: 'required',
    licenses: licencesOf(license),
    purl,
  };
}

/** An SPDX id, or an expression of several. */
function licencesOf(license) {
  return /[ ()]/.test(license) ? [{ expression: license }] : [{ license: { id: license } }];
}

function purlOf({ name, version }) {
  return `pkg:npm/${name.replace(/^@/, '%40')}@${version}`;
}
