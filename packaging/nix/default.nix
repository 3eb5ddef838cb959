# nix-build packaging/nix
{ pkgs ? import <nixpkgs> { } }:

pkgs.stdenv.mkDerivation {
  pname = "kread";
  version = "0.1.0";
  src = pkgs.lib.cleanSource ../..;

  nativeBuildInputs = with pkgs; [ gettext meson ninja pkg-config ];
  buildInputs = with pkgs; [
    brotli chafa curl giflib glib inih jansson libidn2 libjpeg libpng libpsl libseccomp
    libunistring libwebp libxml2 md4c minizip ncurses qrencode sqlite zlib
  ];
  nativeCheckInputs = with pkgs; [ openssl python3 ];
  checkInputs = with pkgs; [ cmocka libvterm-neovim ];

  mesonFlags = [ "-Dsandbox=enabled" "-Ddocs=enabled" "-Dtests=enabled" ];
  mesonBuildType = "release";
  doCheck = true;
  postPatch = "patchShebangs tests scripts";

  meta = {
    description = "News reader for the terminal";
    license = pkgs.lib.licenses.mit;
    platforms = pkgs.lib.platforms.linux;
    mainProgram = "kread";
  };
}
