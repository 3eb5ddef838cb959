# shellcheck shell=bash disable=SC2034
# Sourced by scripts/run and scripts/test: installs what is missing, and configures a build.

set -eu
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

# Each row is one need: a check whether it is there, then its package for each package manager
# ("-": none).
#
#  check         apt                  dnf                pacman       apk               brew
build_needs='
cmd:cc           gcc                  gcc                gcc          gcc               -
inc:stdio.h      libc6-dev            glibc-devel        glibc        musl-dev          -
cmd:meson        meson                meson              meson        meson             meson
cmd:ninja        ninja-build          ninja-build        ninja        samurai           ninja
cmd:pkg-config   pkg-config           pkgconf            pkgconf      pkgconf           pkgconf
cmd:msgfmt       gettext              gettext            gettext      gettext           gettext
pc:libcurl       libcurl4-openssl-dev libcurl-devel      curl         curl-dev          curl
pc:zlib          zlib1g-dev           zlib-devel         zlib         zlib-dev          zlib
pc:libbrotlidec  libbrotli-dev        brotli-devel       brotli       brotli-dev        brotli
pc:libxml-2.0    libxml2-dev          libxml2-devel      libxml2      libxml2-dev       libxml2
pc:md4c-html     libmd4c-html0-dev    md4c-devel         md4c         md4c-dev          md4c
pc:md4c          libmd4c-dev          md4c-devel         md4c         md4c-dev          md4c
pc:ncursesw      libncurses-dev       ncurses-devel      ncurses      ncurses-dev       ncurses
pc:jansson       libjansson-dev       jansson-devel      jansson      jansson-dev       jansson
pc:libidn2       libidn2-dev          libidn2-devel      libidn2      libidn2-dev       libidn2
pc:libpsl        libpsl-dev           libpsl-devel       libpsl       libpsl-dev        libpsl
inc:unistr.h     libunistring-dev     libunistring-devel libunistring libunistring-dev  libunistring
pc:inih          libinih-dev          inih-devel         libinih      inih-dev          inih
pc:minizip       libminizip-dev       minizip-compat-devel minizip     minizip-dev       minizip
pc:libqrencode   libqrencode-dev      qrencode-devel     qrencode     libqrencode-dev   qrencode
pc:sqlite3       libsqlite3-dev       sqlite-devel       sqlite       sqlite-dev        sqlite
pc:libjpeg       libjpeg-dev          libjpeg-turbo-devel libjpeg-turbo libjpeg-turbo-dev jpeg-turbo
pc:libpng        libpng-dev           libpng-devel       libpng       libpng-dev        libpng
pc:libwebpdemux  libwebp-dev          libwebp-devel      libwebp      libwebp-dev       webp
inc:gif_lib.h    libgif-dev           giflib-devel       giflib       giflib-dev        giflib
pc:glib-2.0      libglib2.0-dev       glib2-devel        glib2        glib-dev          glib
pc:chafa         libchafa-dev         chafa-devel        chafa        chafa-dev         chafa
pc:libseccomp    libseccomp-dev       libseccomp-devel   libseccomp   libseccomp-dev    -
'
test_needs='
pc:cmocka        libcmocka-dev        libcmocka-devel    cmocka       cmocka-dev        cmocka
pc:vterm         libvterm-dev         libvterm-devel     libvterm     libvterm-dev      libvterm
cmd:python3      python3              python3            python       python3           python
cmd:nginx        nginx-light          nginx              nginx        nginx             nginx
cmd:openssl      openssl              openssl            openssl      openssl           openssl
cmd:clang-format clang-format         clang-tools-extra  clang        clang-extra-tools clang-format
cmd:shellcheck   shellcheck           ShellCheck         shellcheck   shellcheck        shellcheck
cmd:mandoc       mandoc               mandoc             mandoc       mandoc            mandoc
'

have() {
    local what=${1#*:}
    case $1 in
    cmd:*) command -v "$what" >/dev/null 2>&1 ;;
    pc:*) command -v pkg-config >/dev/null 2>&1 && pkg-config --exists "$what" 2>/dev/null ;;
    inc:*) printf '#include <%s>\n' "$what" | cc -E -x c - >/dev/null 2>&1 ;;
    esac
}

# Print the package manager of this machine.
manager() {
    local m
    [ "$(uname -s)" = Darwin ] && { command -v brew >/dev/null 2>&1 && echo brew; return; }
    for m in apt-get dnf pacman apk brew; do
        command -v "$m" >/dev/null 2>&1 && { echo "$m"; return; }
    done
}

as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    elif command -v sudo >/dev/null 2>&1; then
        sudo "$@"
    elif command -v doas >/dev/null 2>&1; then
        doas "$@"
    else
        echo "kread: installing packages needs root; run as root: $*" >&2
        return 1
    fi
}

install_packages() {
    case $1 in
    apt-get)
        shift
        as_root apt-get update -qq || true
        as_root env DEBIAN_FRONTEND=noninteractive \
            apt-get install -y -qq --no-install-recommends "$@"
        ;;
    dnf) shift && as_root dnf install -y -q "$@" ;;
    pacman) shift && as_root pacman -S --needed --noconfirm "$@" ;;
    apk) shift && as_root apk add -q "$@" ;;
    brew) shift && brew install -q "$@" ;;
    esac
}

# setup TABLE: install what is missing.
setup() {
    local pm check apt dnf pacman apk brew missing="" names=""
    pm=$(manager)
    while read -r check apt dnf pacman apk brew; do
        [ -n "$check" ] || continue
        have "$check" && continue
        case $pm in
        apt-get) missing="$missing $apt" ;;
        dnf) missing="$missing $dnf" ;;
        pacman) missing="$missing $pacman" ;;
        apk) missing="$missing $apk" ;;
        brew) missing="$missing $brew" ;;
        esac
        names="$names ${check#*:}"
    done <<<"$1"
    missing=$(tr ' ' '\n' <<<"$missing" | grep -vx -e '-' -e '' | sort -u | tr '\n' ' ' || true)
    [ -n "$names" ] || return 0
    if [ -z "$pm" ]; then
        echo "kread: found none of apt, dnf, pacman, apk and brew" >&2
        echo "kread: install these yourself, then try again:$names" >&2
        return 1
    fi
    [ -n "${missing// /}" ] || return 0
    echo "kread: installing: $missing" >&2
    # Split into words on purpose: package names have no blanks.
    # shellcheck disable=SC2086
    install_packages "$pm" $missing >&2
}

# configure DIR MESON-OPTION...: set up the build, unless that was done before.
configure() {
    local dir=$1
    shift
    if [ ! -f "$dir/build.ninja" ]; then
        meson setup "$dir" "$@" >"$dir.log" 2>&1 || {
            cat "$dir.log" >&2
            rm -f "$dir.log"
            return 1
        }
        rm -f "$dir.log"
    fi
}
