// Puts values into the words of the pack. What is inserted is never read as a template again.

// {n} | {appliance.management.api-http} | {subject}
const placeholder = /\{([a-z][a-z0-9.-]{0,99})\}/gi;

/** The template with each `{name}` replaced by its argument; names without an argument stay as they are. */
export function fill(template: string, args: Readonly<Record<string, string | number>>): string {
  return template.replace(placeholder, (whole, name: string) =>
    Object.hasOwn(args, name) ? String(args[name]) : whole,
  );
}
