import { ChannelList } from "./channel-list.ts";
import { Composer } from "./composer.ts";
import { byId } from "./el.ts";
import { failure, hint, watchConnection } from "./notice.ts";
import { Outbox } from "./outbox.ts";
import { Room } from "./room.ts";
import { connect, type Session } from "./session.ts";
import { loadSettings } from "./settings.ts";

const main = byId("room");

async function start(): Promise<void> {
  main.replaceChildren(hint("Loading …"));
  let session: Session;
  try {
    session = connect(await loadSettings());
  } catch (error) {
    main.replaceChildren(failure("The settings of this page cannot be loaded.", error, () => void start()));
    return;
  }
  run(session);
}

function run(session: Session): void {
  let room: Room | undefined;
  const channels = new ChannelList(session, byId("channels"));
  const composers = new Map<string, Composer>();
  const outbox = new Outbox(
    session,
    (channelId, make) => (room?.id === channelId ? room.change(make) : make()),
    (message) => room?.id === message.channel_id && room.showSent(message),
  );

  const composerOf = ({ id, name }: { id: string; name: string }) => {
    const composer =
      composers.get(id) ??
      new Composer(name, (payload) => {
        void outbox.send(id, payload);
        room?.showEnd();
      });
    composers.set(id, composer);
    return composer;
  };

  /** Opens the channel that the address names. */
  const route = () => {
    const id = decodeURIComponent(location.hash.slice(1));
    const channel = channels.channels.find((joined) => joined.id === id);
    if (room && room.id === channel?.id) return;
    room?.close();
    room = undefined;
    channels.open(channel?.id ?? "");
    document.body.classList.toggle("in-room", channel !== undefined);
    document.title = channel ? `${channel.name} – Chat` : "Chat";
    if (!channel) {
      main.replaceChildren(hint(id ? "There is no such channel here." : "Choose a channel."));
      return;
    }
    const composer = composerOf(channel);
    room = new Room({ session, channel, outbox, composer, onRead: () => channels.markRead(channel.id) });
    main.replaceChildren(room.element);
    // Where keys are touched on the screen, they would cover half of it.
    if (matchMedia("(pointer: coarse)").matches) room.heading.focus();
    else composer.focus();
    void room.open();
  };

  let lastId = "";
  addEventListener("hashchange", () => {
    route();
    if (!room) channels.focus(lastId);
    lastId = room?.id ?? "";
  });
  addEventListener("beforeunload", (event) => {
    if (!outbox.isEmpty) event.preventDefault();
  });
  main.replaceChildren(hint("Choose a channel."));
  void channels.load().then(route);
}

watchConnection();
void start();
