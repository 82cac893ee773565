#!/bin/sh
# Put CharityDesk into this person's own folders, or take it out again: ./install.sh [--remove]
# Nothing here needs an administrator, and the charity's data is never touched.
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
data=${XDG_DATA_HOME:-"$HOME/.local/share"}
programs="$HOME/.local/opt"
commands="$HOME/.local/bin"

remove() {
    rm -rf "$programs/CharityDesk"
    rm -f "$commands/charitydesk" "$data/applications/charitydesk.desktop" \
        "$data/icons/hicolor/scalable/apps/charitydesk.svg"
}

if [ "${1:-}" = "--remove" ]; then
    remove
    echo "CharityDesk was removed. Your charity's data was kept, in $data/CharityDesk."
    exit 0
fi

if [ ! -x "$here/CharityDesk/CharityDesk" ]; then
    echo "The folder CharityDesk is missing beside this script: unpack the whole archive, then run ./install.sh in it." >&2
    exit 1
fi

remove
mkdir -p "$programs" "$commands" "$data/applications" "$data/icons/hicolor/scalable/apps"
cp -R "$here/CharityDesk" "$programs/CharityDesk"
ln -s "$programs/CharityDesk/CharityDesk" "$commands/charitydesk"
if [ -f "$here/charitydesk.svg" ]; then
    cp "$here/charitydesk.svg" "$data/icons/hicolor/scalable/apps/charitydesk.svg"
fi
# A desktop file wants the whole path, and quotes around one that may hold spaces.
sed "s|^Exec=.*|Exec=\"$programs/CharityDesk/CharityDesk\"|" "$here/charitydesk.desktop" \
    > "$data/applications/charitydesk.desktop"
echo "CharityDesk is installed: look for it among your programs, or type  charitydesk"
