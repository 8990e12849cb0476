# For the scripts beside it: install Debian packages with apt, as root or with sudo.

# Make ready to install; where there is no apt, say what is needed ($1) and end.
prepare() {
    if ! command -v apt-get >/dev/null 2>&1; then
        echo "$1" >&2
        exit 1
    fi
    export DEBIAN_FRONTEND=noninteractive
    sudo=""
    if [ "$(id -u)" -ne 0 ]; then sudo="sudo --preserve-env=DEBIAN_FRONTEND"; fi
    $sudo apt-get update -qq
}

# Install the packages named, and nothing that they merely recommend.
install() { $sudo apt-get install -y -qq --no-install-recommends "$@" >/dev/null; }
