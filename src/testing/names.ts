const first = [
  "Maija",
  "Onni",
  "Aino",
  "Eino",
  "Helmi",
  "Väinö",
  "Lempi",
  "Toivo",
  "Sisu",
  "Ilona",
  "Oskari",
  "Saara",
] as const;
const last = [
  "Virtanen",
  "Korhonen",
  "Nieminen",
  "Mäkelä",
  "Hämäläinen",
  "Laine",
  "Heikkinen",
  "Koskinen",
  "Järvinen",
  "Lehtonen",
  "Salo",
] as const;

/** A person's name; the first 132 differ. */
export function fullName(index: number): string {
  // The lists' lengths have no common divisor, so every pair comes up once before the first comes again.
  return `${first[index % first.length]} ${last[index % last.length]}`;
}

/** A user's name as it is mentioned. */
export function firstName(name: string): string {
  return name.split(" ")[0] ?? name;
}

const channels = [
  ["General", "Everything that concerns all of us"],
  ["Releases", "What goes out, and when"],
  ["Support", "Questions of customers, and their answers"],
  ["Design", "Sketches, feedback, and the one true shade of blue"],
  ["Sales", "Leads, deals and bells"],
  ["Coffee room", "Pulla, weather, weekend"],
  ["Incidents", "Only when it burns"],
  ["Newcomers", "No question is too small"],
] as const;

/** A channel's name and description; from the ninth on the names carry a number. */
export function channelTexts(index: number): {
  name: string;
  description: string;
} {
  const [name, description] = channels[index % channels.length] ?? channels[0];
  const round = Math.floor(index / channels.length);
  return { name: round === 0 ? name : `${name} ${round + 1}`, description };
}
